package dev.rolecall.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.ServiceAccountRef;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessReviewsTest {
  private static final Requester ANN = requester("ann", "team");
  private static final AccessQuestion PODS = AccessQuestion.createPods("team");

  private final List<SubjectAccessReview> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong nanos = new AtomicLong();
  private volatile Predicate<SubjectAccessReview> allowed = review -> true;
  private final AccessReviews reviews = new AccessReviews(this::answer, nanos::get);

  @AfterEach
  void close() {
    reviews.close();
  }

  @Test
  void asksWithEverythingThatTheApiServerToldOfTheRequester() {
    Requester all = new Requester("ann", "7", List.of("a", "b"), Map.of("scope", List.of("x")));

    assertThat(ask(all, new AccessQuestion("use", "rolecall.dev", "iamroles", "team", "app")))
        .isEqualTo(new Access.Granted());

    var spec = asked.getFirst().getSpec();
    assertThat(spec.getUser()).isEqualTo("ann");
    assertThat(spec.getUid()).isEqualTo("7");
    assertThat(spec.getGroups()).containsExactly("a", "b");
    assertThat(spec.getExtra()).isEqualTo(Map.of("scope", List.of("x")));
    assertThat(spec.getResourceAttributes().getVerb()).isEqualTo("use");
    assertThat(spec.getResourceAttributes().getGroup()).isEqualTo("rolecall.dev");
    assertThat(spec.getResourceAttributes().getResource()).isEqualTo("iamroles");
    assertThat(spec.getResourceAttributes().getNamespace()).isEqualTo("team");
    assertThat(spec.getResourceAttributes().getName()).isEqualTo("app");
  }

  @Test
  void keepsAnAnswerForTheVerySameQuestionOnly() {
    allowed = review -> review.getSpec().getGroups().contains("team");
    ask(ANN, PODS);

    assertThat(ask(ANN, PODS)).isEqualTo(new Access.Granted());
    assertThat(asked).hasSize(1);
    assertThat(ask(requester("ann"), PODS)).isInstanceOf(Access.Denied.class);
    assertThat(ask(requester("bob"), PODS)).isInstanceOf(Access.Denied.class);
    ask(new Requester("ann", "", List.of("team"), Map.of("scope", List.of())), PODS);
    ask(ANN, AccessQuestion.createPods("other"));
    assertThat(asked).hasSize(5);
  }

  @Test
  void forgetsAnAnswerSoon() {
    ask(ANN, PODS);
    allowed = review -> false;
    nanos.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(ask(ANN, PODS)).isEqualTo(new Access.Granted());

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(ask(ANN, PODS)).isInstanceOf(Access.Denied.class);
  }

  @Test
  void grantsNothingThatCannotBeAsked() {
    allowed =
        review -> {
          throw new IllegalStateException("no API server");
        };
    assertThat(ask(ANN, PODS)).isInstanceOf(Access.Unknown.class);
    allowed = review -> true;
    assertThat(ask(ANN, PODS)).as("a failure is not kept").isEqualTo(new Access.Granted());
  }

  @Test
  void grantsNothingThatWasNotAnswered() {
    AccessReviews silent =
        new AccessReviews(review -> new SubjectAccessReviewBuilder().build(), nanos::get);

    assertThat(silent.ask(ANN, PODS).toCompletableFuture().join())
        .isInstanceOf(Access.Unknown.class);
    silent.close();
    assertThat(silent.ask(ANN, PODS).toCompletableFuture().join())
        .isInstanceOf(Access.Unknown.class);
  }

  @Test
  void asksOnceForManyAndNotForTooMany() {
    CountDownLatch answer = new CountDownLatch(1);
    allowed =
        review -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return true;
        };
    var first = reviews.ask(ANN, PODS).toCompletableFuture();
    var same = reviews.ask(ANN, PODS).toCompletableFuture();
    for (int i = 1; i < 32; i++) {
      var unused = reviews.ask(requester("user" + i), PODS);
    }

    assertThat(ask(requester("one-more"), PODS)).isInstanceOf(Access.Unknown.class);
    answer.countDown();

    assertThat(first.join()).isEqualTo(new Access.Granted());
    assertThat(same.join()).isEqualTo(new Access.Granted());
    assertThat(asked.stream().filter(review -> review.getSpec().getUser().equals("ann")))
        .hasSize(1);
  }

  @Test
  void knowsServiceAccountsAsTheirTokensMakeThem() {
    Requester account = Requester.ofServiceAccount(new ServiceAccountRef("team", "app"));

    assertThat(account.name()).isEqualTo("system:serviceaccount:team:app");
    assertThat(account.groups())
        .containsExactly(
            "system:serviceaccounts", "system:serviceaccounts:team", "system:authenticated");
  }

  private Access ask(Requester requester, AccessQuestion question) {
    return reviews.ask(requester, question).toCompletableFuture().join();
  }

  private static Requester requester(String name, String... groups) {
    return new Requester(name, "", List.of(groups), Map.of());
  }

  private SubjectAccessReview answer(SubjectAccessReview review) {
    asked.add(review);
    boolean granted = allowed.test(review);
    return new SubjectAccessReviewBuilder(review)
        .withNewStatus()
        .withAllowed(granted)
        .withReason(granted ? "" : "no rule allows it")
        .endStatus()
        .build();
  }
}
