package dev.rolecall.operator.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.testkit.RestrictedPodSecurity;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden files: each holds a pod and what becomes of it. To write the outputs anew after a change
 * that is meant, run with {@code -Dgolden.update=true} and read the difference.
 */
class PodMutatorTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CredentialsIds ids = CredentialsIdsTest.predictable();

  static Stream<Path> goldenFiles() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(PodMutatorTest.class.getResource("/injection")).toURI());
    return Files.list(folder).sorted();
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void givesWhatTheGoldenFileSays(Path file) throws IOException {
    ObjectNode golden = (ObjectNode) MAPPER.readTree(file.toFile());
    ObjectNode actual = outcome(mutate(golden, golden.path("pod")));
    if (Boolean.getBoolean("golden.update")) {
      update(file, golden, actual);
    }
    assertThat(actual.toPrettyString()).isEqualTo(expected(golden).toPrettyString());
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void changesNothingWhenInvokedAgain(Path file) throws IOException {
    ObjectNode golden = (ObjectNode) MAPPER.readTree(file.toFile());
    JsonNode pod = golden.path("pod");
    if (mutate(golden, pod) instanceof Mutation.Patched patched) {
      JsonNode after = JsonPatch.apply(patched.patch(), pod);
      assertThat(mutate(golden, after)).isInstanceOf(Mutation.Unchanged.class);
    }
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void keepsEveryFieldThatThePodHad(Path file) throws IOException {
    ObjectNode golden = (ObjectNode) MAPPER.readTree(file.toFile());
    JsonNode pod = golden.path("pod");
    if (mutate(golden, pod) instanceof Mutation.Patched patched) {
      for (JsonNode operation : patched.patch()) {
        boolean extendsExemption =
            operation.path("op").asText().equals("replace")
                && operation.path("path").asText().matches("/spec/.*/env/[0-9]+/value");
        assertThat(operation.path("op").asText().equals("add") || extendsExemption)
            .as("%s", operation)
            .isTrue();
      }
    }
  }

  /** In every mode, for the sidecar is what could break it; the level is not for Windows. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void keepsAPodUnderTheRestrictedLevelThere(Mode mode) throws IOException {
    ObjectNode golden =
        (ObjectNode)
            MAPPER.readTree(PodMutatorTest.class.getResource("/injection/restricted.json"));
    golden.put("mode", mode.toString());
    JsonNode pod = golden.path("pod");
    assertThat(RestrictedPodSecurity.violations(pod)).isEmpty();
    for (boolean nativeSidecars : new boolean[] {true, false}) {
      golden.put("nativeSidecars", nativeSidecars);
      assertThat(mutate(golden, pod))
          .isInstanceOfSatisfying(
              Mutation.Patched.class,
              patched ->
                  assertThat(
                          RestrictedPodSecurity.violations(JsonPatch.apply(patched.patch(), pod)))
                      .isEmpty());
    }
  }

  /** Of 256 characters at most, of which the server's prefix takes some: it cuts what is longer. */
  @ParameterizedTest
  @MethodSource("goldenFiles")
  void saysNothingThatTheApiServerCuts(Path file) throws IOException {
    for (JsonNode warning : MAPPER.readTree(file.toFile()).path("warnings")) {
      assertThat(warning.asText()).hasSizeLessThanOrEqualTo(240);
    }
  }

  private Mutation mutate(ObjectNode golden, JsonNode pod) {
    PodMutator mutator =
        new PodMutator(
            InjectionFixtures.settings(
                AgentEndpoint.ofNode(golden.path("nodeEndpoint").asText("ipv4")).orElseThrow(),
                new ServerFeatures(
                    golden.path("nativeSidecars").asBoolean(),
                    golden.path("readableTokens").asBoolean(true))),
            () -> "CA PEM",
            ids);
    return mutator.mutate(
        new InjectionRequest(
            pod,
            Mode.of(golden.path("mode").asText()).orElseThrow(),
            Optional.ofNullable(golden.get("role")).flatMap(role -> RoleArn.parse(role.asText())),
            MAPPER.convertValue(
                golden.path("serviceAccount").isObject()
                    ? golden.path("serviceAccount")
                    : MAPPER.createObjectNode(),
                new TypeReference<Map<String, String>>() {})));
  }

  private static ObjectNode outcome(Mutation mutation) {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    switch (mutation) {
      case Mutation.Patched patched -> {
        outcome.set("patch", patched.patch());
        outcome.set("warnings", texts(patched.warnings()));
      }
      case Mutation.Unchanged unchanged -> {
        outcome.putArray("patch");
        outcome.set("warnings", texts(unchanged.warnings()));
      }
      case Mutation.Refused refused -> outcome.put("refused", refused.reason());
    }
    return outcome;
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static ObjectNode expected(ObjectNode golden) {
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("patch", "warnings", "refused")) {
      if (golden.has(name)) {
        expected.set(name, golden.get(name));
      }
    }
    return expected;
  }

  private static void update(Path file, ObjectNode golden, ObjectNode actual) throws IOException {
    golden.remove(List.of("patch", "warnings", "refused"));
    golden.setAll(actual);
    Path source = Path.of("src/test/resources/injection").resolve(file.getFileName().toString());
    Files.writeString(
        source, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(golden) + "\n");
  }
}
