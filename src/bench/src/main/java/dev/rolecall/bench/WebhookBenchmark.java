package dev.rolecall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.bench.measure.Peer;
import dev.rolecall.operator.injection.CredentialsIds;
import dev.rolecall.operator.injection.InjectionRequest;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.Mutation;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.AgentSettings;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.injection.plan.TokenVolume;
import dev.rolecall.operator.injection.plan.WorkloadSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A pod is read, given its credentials, and the patch written. The bound is to read the pod and
 * write a patch that was made before.
 */
@State(Scope.Benchmark)
public class WebhookBenchmark {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PodMutator mutator =
      new PodMutator(
          new InjectionSettings(
              new WorkloadSettings("us-east-1", true, Duration.ofHours(1), "eks.amazonaws.com"),
              new TokenVolume("credentials", "/credentials", "token", List.of("credentials")),
              new TokenVolume("identity", "/identity", "token", List.of("identity")),
              AgentEndpoint.NODE_IPV4,
              new ServerFeatures(true, true),
              new AgentSettings(
                  URI.create("https://rolecall-sts.rolecall-system.svc"),
                  "rolecall",
                  "rolecall/agent:1",
                  List.of("/opt/agent"),
                  List.of("/opt/health"),
                  new AgentSettings.Resources("10m", Optional.empty(), "96Mi"))),
          () -> "-----BEGIN CERTIFICATE-----\n" + "M".repeat(600),
          new CredentialsIds(Clock.systemUTC(), new SecureRandom()));
  private final String pod = pod();
  private final JsonNode patch = patch();

  @Benchmark
  public int jsonAlone() throws JsonProcessingException {
    return mapper.readTree(pod).size() + mapper.writeValueAsString(patch).length();
  }

  @Benchmark
  @Peer("jsonAlone")
  public String mutatePod() throws JsonProcessingException {
    return mapper.writeValueAsString(patch());
  }

  private JsonNode patch() {
    try {
      Mutation mutation =
          mutator.mutate(
              new InjectionRequest(mapper.readTree(pod), Mode.SIDECAR, Optional.empty(), Map.of()));
      if (mutation instanceof Mutation.Patched patched) {
        return patched.patch();
      }
      throw new IllegalStateException("the pod must be patched: " + mutation);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pod() {
    String environment =
        """
        {"name":"VARIABLE_%1$d","value":"value %1$d"}\
        """;
    String container =
        """
        {"name":"c%1$d","image":"registry.example/shop/web:1.2.3","args":["--port","8080"],
         "env":[%2$s],"resources":{"limits":{"memory":"256Mi"},"requests":{"cpu":"100m"}},
         "volumeMounts":[{"name":"kube-api-access","mountPath":"/var/run/secrets/kubernetes.io",
           "readOnly":true}],"terminationMessagePath":"/dev/termination-log"}\
        """;
    String variables =
        String.join(
            ",", List.of(1, 2, 3, 4, 5, 6, 7, 8).stream().map(environment::formatted).toList());
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-0","namespace":"shop",
     "labels":{"app":"web"},"annotations":{"rolecall.dev/mode":"sidecar"}},
     "spec":{"serviceAccountName":"web","containers":[%s,%s],
     "volumes":[{"name":"kube-api-access","projected":{"sources":[{"serviceAccountToken":
       {"expirationSeconds":3607,"path":"token"}}]}}]}}\
    """
        .formatted(container.formatted(1, variables), container.formatted(2, variables));
  }
}
