package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.policy.Decision.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers decide while a writer replaces the policies. */
class SnapshotReplacementTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final int READERS = 4;
  private static final int STATEMENTS = 60;
  private static final int CHANGES_SEEN = 20;

  /** In each snapshot identity policies and boundary are about one bucket, and about no other. */
  private static final Policies RED = policies("red");

  private static final Policies BLUE = policies("blue");

  private volatile PolicySet current = PolicySet.compile(RED);

  /**
   * A decision by the identity policies of one snapshot and the boundary of the other would be a
   * denial by the boundary, which none of the two ever gives.
   */
  @Test
  void decidesWhollyByOneOfTwoSnapshots() throws InterruptedException, ExecutionException {
    CountDownLatch satisfied = new CountDownLatch(READERS);
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<Set<Decision>>> answers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        answers.add(readers.submit(() -> answersWhileItChanges(satisfied)));
      }
      for (int i = 0; satisfied.getCount() > 0; i++) {
        current = PolicySet.compile(i % 2 == 0 ? BLUE : RED);
      }
      for (Future<Set<Decision>> answer : answers) {
        assertThat(answer.get())
            .containsExactlyInAnyOrder(
                new Decision.ImplicitDeny(Layer.IDENTITY), allowed(RED), allowed(BLUE));
      }
    }
  }

  /** Decides until it has seen the policies change many times; nothing ever makes it wait. */
  private Set<Decision> answersWhileItChanges(CountDownLatch satisfied) {
    Set<Decision> answers = new HashSet<>();
    boolean wasAllowed = false;
    int changes = 0;
    while (changes < CHANGES_SEEN) {
      Decision red = current.decide(request("red"));
      Decision blue = current.decide(request("blue"));
      answers.add(red);
      answers.add(blue);
      if (red.allowed() != wasAllowed) {
        wasAllowed = red.allowed();
        changes++;
      }
    }
    satisfied.countDown();
    return answers;
  }

  private static Decision allowed(Policies policies) {
    PolicyDocument document = policies.identity().getFirst();
    return new Decision.Allow(
        Decision.DecidedBy.statement(
            Layer.IDENTITY, document, document.statements().get(STATEMENTS / 2)));
  }

  private static Policies policies(String bucket) {
    List<String> statements =
        IntStream.range(0, STATEMENTS)
            .mapToObj(i ->
                "'Sid': '%s%d', 'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::%s/%d'"
                    .formatted(bucket, i, bucket, i))
            .toList();
    String boundary =
        "'Effect': 'Allow', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::%s/*'".formatted(bucket);
    return new Policies(
        List.of(Documents.large(PolicyType.IDENTITY, statements)),
        null,
        List.of(Documents.of(PolicyType.PERMISSIONS_BOUNDARY, boundary)),
        null,
        List.of(),
        List.of());
  }

  private static AuthorizationRequest request(String bucket) {
    return new AuthorizationRequest(
        new Caller.User(ACCOUNT, Arn.parse("arn:aws:iam::111111111111:user/bob").orElseThrow()),
        "s3:GetObject",
        "arn:aws:s3:::%s/%d".formatted(bucket, STATEMENTS / 2),
        ACCOUNT,
        RequestContext.empty());
  }
}
