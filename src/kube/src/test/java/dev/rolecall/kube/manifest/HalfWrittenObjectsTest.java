package dev.rolecall.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects of every kind as definitions without a schema let them in: whatever a member of theirs
 * is, the list that they are in can be read.
 */
class HalfWrittenObjectsTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  /** What a member may be instead of what it should. */
  private static final List<String> ANYTHING =
      List.of(
          "null",
          "true",
          "7",
          "-1.5",
          "\"text\"",
          "{}",
          "[]",
          "[null]",
          "[7]",
          "[[]]",
          "[{\"name\": [1]}]",
          "{\"a\": {\"b\": [null]}}");

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  void areReadWhateverAnyMemberOfTheirSpecIs(ResourceKind kind) {
    for (String member : members(kind, "spec")) {
      for (String value : ANYTHING) {
        HasMetadata object = read(kind, "{\"%s\": %s}".formatted(member, value), "{}");
        assertThat(((CustomResource<?, ?>) object).getSpec()).as(member + value).isNotNull();
        assertThat(ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, object))
            .as(member + value)
            .isNotNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  void areReadWhateverAnyMemberOfTheirStatusIs(ResourceKind kind) {
    for (String member : members(kind, "status")) {
      for (String value : ANYTHING) {
        HasMetadata object = read(kind, "{}", "{\"%s\": %s}".formatted(member, value));
        assertThat(SERIALIZATION.asJson(object)).as(member + value).contains(kind.kind());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  void areReadAndRefusedWithoutASpec(ResourceKind kind) {
    for (String spec : ANYTHING) {
      assertThat(ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, read(kind, spec, spec)))
          .as(spec)
          .isInstanceOf(ManifestReading.Refused.class);
    }
  }

  private static Set<String> members(ResourceKind kind, String part) {
    Set<String> members =
        Objects.requireNonNull(kind.schema().getProperties().get(part)).getProperties().keySet();
    assertThat(members).isNotEmpty();
    return members;
  }

  private static HasMetadata read(ResourceKind kind, String spec, String status) {
    return SERIALIZATION.unmarshal(
        """
        {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "old", "namespace": "old"},
         "spec": %s, "status": %s}
        """
            .formatted(ResourceKind.API_VERSION, kind.kind(), spec, status),
        kind.type());
  }
}
