package dev.rolecall.operator.access;

import dev.rolecall.cache.BoundedCache;
import dev.rolecall.cache.Bounds;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Asks the API server whether somebody may do something (SubjectAccessReview of {@code
 * authorization.k8s.io/v1}). An answer is kept for some seconds for the very same question of the
 * very same requester, with all of the groups and extras that authorizers see. What cannot be asked
 * is not granted.
 */
public final class AccessReviews implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AccessReviews.class);

  /** As long as a grant that was taken away may still count. */
  private static final long LIFE_NANOS = Duration.ofSeconds(5).toNanos();

  /** Less than webhooks have. */
  private static final long PATIENCE_MILLIS = 2000;

  private static final int MOST_QUESTIONS = 32;
  private static final Bounds BOUNDS = new Bounds(4096, 8L << 20);

  private final UnaryOperator<SubjectAccessReview> api;
  private final LongSupplier nanos;
  private final BoundedCache<Asked, Kept> answers = new BoundedCache<>(BOUNDS);
  private final Map<Asked, CompletableFuture<Access>> open = new ConcurrentHashMap<>();
  private final Semaphore questions = new Semaphore(MOST_QUESTIONS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param api answers a review; may block
   * @param nanos a clock that is never set, as {@link System#nanoTime}
   */
  public AccessReviews(UnaryOperator<SubjectAccessReview> api, LongSupplier nanos) {
    this.api = api;
    this.nanos = nanos;
  }

  public static AccessReviews of(KubernetesClient client) {
    return new AccessReviews(
        review -> client.authorization().v1().subjectAccessReview().create(review),
        System::nanoTime);
  }

  /** Never completes exceptionally, and within about two seconds. */
  public CompletionStage<Access> ask(Requester requester, AccessQuestion question) {
    Asked asked = new Asked(requester, question);
    Optional<Kept> kept =
        answers.get(asked).filter(answer -> nanos.getAsLong() - answer.since() < LIFE_NANOS);
    if (kept.isPresent()) {
      return CompletableFuture.completedFuture(kept.get().access());
    }
    CompletableFuture<Access> answer = new CompletableFuture<>();
    CompletableFuture<Access> already = open.putIfAbsent(asked, answer);
    if (already != null) {
      return already.copy();
    }
    var unused = answer.whenComplete((access, failure) -> open.remove(asked, answer));
    start(asked, answer);
    return answer
        .completeOnTimeout(
            new Access.Unknown("the API server did not answer within two seconds"),
            PATIENCE_MILLIS,
            TimeUnit.MILLISECONDS)
        .copy();
  }

  private void start(Asked asked, CompletableFuture<Access> answer) {
    if (!questions.tryAcquire()) {
      answer.complete(new Access.Unknown("too many others are asked about at once"));
      return;
    }
    try {
      threads.execute(() -> {
        try {
          Access access = answer(asked);
          // Before anybody hears of it, who may ask again when it is too old.
          open.remove(asked, answer);
          answer.complete(access);
        } finally {
          questions.release();
        }
      });
    } catch (RejectedExecutionException e) {
      questions.release();
      answer.complete(new Access.Unknown("the operator stops"));
    }
  }

  private Access answer(Asked asked) {
    long since = nanos.getAsLong();
    SubjectAccessReviewStatus status;
    try {
      status = api.apply(asked.review()).getStatus();
    } catch (RuntimeException e) {
      LOG.warnf(e, "may not be known: %s", asked.question());
      return new Access.Unknown("the API server could not be asked");
    }
    if (status == null || status.getAllowed() == null) {
      return new Access.Unknown("the API server gave no answer");
    }
    Access access = access(status);
    answers.put(asked, new Kept(access, since), asked.bytes());
    return access;
  }

  private static Access access(SubjectAccessReviewStatus status) {
    boolean granted = status.getAllowed() && !Boolean.TRUE.equals(status.getDenied());
    return granted
        ? new Access.Granted()
        : new Access.Denied(Objects.requireNonNullElse(status.getReason(), ""));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Kept(Access access, long since) {}

  /** Everything that shapes an answer. */
  private record Asked(Requester requester, AccessQuestion question) {
    private static final long OVERHEAD = 512;

    SubjectAccessReview review() {
      return new SubjectAccessReviewBuilder()
          .withNewSpec()
          .withUser(requester.name())
          .withUid(requester.uid())
          .withGroups(requester.groups())
          .withExtra(requester.extra())
          .withNewResourceAttributes()
          .withVerb(question.verb())
          .withGroup(question.group())
          .withResource(question.resource())
          .withNamespace(question.namespace())
          .withName(question.name())
          .endResourceAttributes()
          .endSpec()
          .build();
    }

    /** Of heap, about. */
    long bytes() {
      Stream<String> extras =
          requester.extra().entrySet().stream()
              .flatMap(
                  entry -> Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream()));
      Stream<String> texts =
          Stream.concat(
              Stream.of(requester.name(), requester.uid(), question.namespace(), question.name()),
              Stream.concat(requester.groups().stream(), extras));
      return OVERHEAD + texts.mapToLong(text -> 64 + 2L * text.length()).sum();
    }
  }
}
