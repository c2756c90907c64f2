package dev.rolecall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.bench.measure.Peer;
import dev.rolecall.bench.webhook.Reviews;
import dev.rolecall.bench.webhook.Webhook;
import dev.rolecall.operator.admission.AdmissionReviews.BadReview;
import dev.rolecall.operator.injection.InjectionRequest;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.Mutation;
import dev.rolecall.operator.injection.PodMutator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** What the webhooks do with a new pod. */
public class WebhookBenchmark {
  /**
   * Both reviews of a pod, from the bytes that come to the text that goes, by as many threads as
   * there are processors; each pod is of another service account than the one before.
   */
  @Benchmark
  @BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @Threads(Threads.MAX)
  @Peer("admitPod(associations=10)")
  public int admitPod(Account account, Pods pods) throws BadReview {
    return account.webhook.admit(pods.reviews.next());
  }

  /** The bound of the next: a pod is read, and a patch is written that was made before. */
  @Benchmark
  public int jsonAlone(Sidecar sidecar) throws JsonProcessingException {
    return sidecar.mapper.readTree(sidecar.pod).size()
        + sidecar.mapper.writeValueAsString(sidecar.patch).length();
  }

  /** A pod is read, given its credentials, and the patch written. */
  @Benchmark
  @Peer("jsonAlone")
  public String mutatePod(Sidecar sidecar) throws JsonProcessingException {
    return sidecar.mapper.writeValueAsString(sidecar.patch());
  }

  /** An account with associations. */
  @State(Scope.Benchmark)
  public static class Account {
    @Param({"10", "2000"})
    public int associations;

    Webhook webhook = new Webhook(0);

    @Setup
    public void prepare() {
      webhook = new Webhook(associations);
      System.gc();
    }
  }

  /** What one thread asks about. */
  @State(Scope.Thread)
  public static class Pods {
    Reviews reviews = new Reviews(1);

    @Setup
    public void prepare(Account account) {
      reviews = new Reviews(account.associations);
    }
  }

  /** A pod that gets an agent beside its containers. */
  @State(Scope.Benchmark)
  public static class Sidecar {
    final ObjectMapper mapper = new ObjectMapper();
    final String pod = Reviews.pod("web", "sidecar");
    private final PodMutator mutator = Webhook.mutator();
    final JsonNode patch = patch();

    JsonNode patch() {
      try {
        Mutation mutation =
            mutator.mutate(
                new InjectionRequest(
                    mapper.readTree(pod), Mode.SIDECAR, Optional.empty(), Map.of()));
        if (mutation instanceof Mutation.Patched patched) {
          return patched.patch();
        }
        throw new IllegalStateException("the pod must be patched: " + mutation);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
