package dev.rolecall.cli.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.binding.EksPrefix;
import dev.rolecall.cli.live.BrokerSettings;
import dev.rolecall.cli.live.Injected;
import dev.rolecall.cli.live.Listing;
import dev.rolecall.cli.live.PodView;
import dev.rolecall.cli.live.Sight;
import dev.rolecall.identity.Audiences;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods as the operator's webhook leaves them are seen to be injected, and to lack nothing. */
class InjectedPodsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path GOLDEN =
      ProjectFiles.root().resolve("operator/src/test/resources/injection");

  static Stream<Path> injected() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.filter(InjectedPodsTest::isPatched).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("injected")
  void haveTheModeThatTheyWereInjectedIn(Path golden) throws IOException {
    JsonNode sample = read(golden);
    assertThat(Injected.of(pod(sample), Audiences.DEFAULT).map(Injected::word))
        .contains(sample.path("mode").asText());
  }

  @Test
  void areInGreatNumber() throws IOException {
    assertThat(injected()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node",
        "node-ipv6",
        "sidecar",
        "sidecar-native",
        "web-identity",
        "web-identity-host-network",
        "eks-service-account-annotations",
        "ecs",
        "proxy",
        "ecs-proxy",
        "unknown-fields"
      })
  void lackNothing(String golden) throws IOException {
    Pod pod = pod(read(GOLDEN.resolve(golden + ".json")));
    PodView view =
        new PodView(
            pod,
            new Sight.Missing<>("service account"),
            new Sight.Missing<>("namespace"),
            Optional.empty(),
            new Sight.Seen<>(List.of()),
            Optional.empty(),
            (account, namespace, role) -> new Sight.Seen<>(false),
            new PodView.Resources(none(), none(), none(), none(), none(), none()),
            new BrokerSettings(
                "us-east-1",
                "rolecall",
                new Sight.Missing<>("issuer"),
                Audiences.DEFAULT,
                EksPrefix.DEFAULT,
                Optional.empty()));
    Step step = InjectionCheck.look(Scene.of(view, Clock.systemUTC()));
    assertThat(step.wrong()).as(golden).isEmpty();
    assertThat(step.findings()).hasSizeGreaterThan(1);
  }

  private static <T> Listing<T> none() {
    return new Listing<>(List.of(), Optional.empty());
  }

  /** Whether the webhook gave the pod a way to credentials. */
  private static boolean isPatched(Path golden) {
    JsonNode sample = read(golden);
    return Set.of("node", "sidecar", "web-identity", "ecs").contains(sample.path("mode").asText())
        && sample.path("patch").toString().contains("AWS_");
  }

  private static Pod pod(JsonNode sample) throws IOException {
    ObjectNode pod = (ObjectNode) JsonPatch.apply(sample.path("patch"), sample.path("pod"));
    pod.withObjectProperty("metadata")
        .put("namespace", "acme")
        .put("name", "sample")
        .put("uid", "0001");
    return MAPPER.treeToValue(pod, Pod.class);
  }

  private static JsonNode read(Path golden) {
    try {
      return MAPPER.readTree(golden.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
