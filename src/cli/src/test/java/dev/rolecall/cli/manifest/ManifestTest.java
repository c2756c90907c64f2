package dev.rolecall.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final ManifestSettings DEFAULTS =
      new ManifestSettings("rolecall-system", "1.21.0", List.of(), Map.of());

  @Test
  void comesInTheOrderInWhichAnApiServerTakesIt() throws IOException {
    List<String> kinds = objects(DEFAULTS).stream().map(HasMetadata::getKind).toList();

    assertThat(kinds).startsWith("Namespace", "CustomResourceDefinition");
    assertThat(kinds.subList(1, 9)).containsOnly("CustomResourceDefinition");
    assertThat(kinds.subList(9, kinds.size()))
        .doesNotContain("CustomResourceDefinition", "Namespace")
        .contains("Deployment", "DaemonSet", "ClusterRole", "ValidatingWebhookConfiguration");
  }

  @Test
  void isTheSameEachTime() throws IOException {
    assertThat(text(DEFAULTS)).isEqualTo(text(DEFAULTS));
  }

  @Test
  void saysNowhereThatHelmLooksAfterIt() throws IOException {
    assertThat(text(DEFAULTS)).doesNotContain(": Helm", "helm.sh");
  }

  @Test
  void hasTheNamespaceAndTheValuesThatWereAskedFor(@TempDir Path folder) throws IOException {
    Path values = Files.writeString(folder.resolve("values.yaml"), "sts: {replicas: 5}\n");
    ManifestSettings settings =
        new ManifestSettings(
            "identity", "1.20.2", List.of(values), Map.of("agent.enabled", "false"));

    assertThat(objects(settings))
        .noneMatch(object -> object.getKind().equals("DaemonSet"))
        .filteredOn(object -> object.getKind().equals("Deployment"))
        .hasSize(2)
        .allMatch(object -> object.getMetadata().getNamespace().equals("identity"));
    assertThat(text(settings)).contains("name: identity\n", "replicas: 5", "policy/v1beta1");
  }

  @Test
  void valueThatTheChartRefusesIsRefused() {
    ManifestSettings settings =
        new ManifestSettings("a", "1.21.0", List.of(), Map.of("sts.replica", "3"));

    assertThatThrownBy(() -> text(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("replica");
  }

  private static String text(ManifestSettings settings) throws IOException {
    Path root = ProjectFiles.root();
    return Manifest.of(root.resolve("charts/rolecall"), root.resolve("crds"), settings).text();
  }

  private static List<HasMetadata> objects(ManifestSettings settings) throws IOException {
    Object all =
        Serialization.unmarshal(
            new ByteArrayInputStream(text(settings).getBytes(StandardCharsets.UTF_8)));
    return ((List<?>) all).stream().map(HasMetadata.class::cast).toList();
  }
}
