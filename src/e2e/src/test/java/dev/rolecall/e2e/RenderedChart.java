package dev.rolecall.e2e;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The chart's objects.
 *
 * @param manifests as they are sent to an API server
 */
public record RenderedChart(String manifests) {
  private static final Helm CHART = new Helm(ProjectFiles.root().resolve("charts/rolecall"));

  /** A Kubernetes that has left all old versions of its API behind. */
  private static final String RECENT = "1.34.0";

  public static RenderedChart byDefault() {
    return with(Map.of());
  }

  /**
   * @throws IllegalStateException where the chart takes no such value
   */
  public static RenderedChart with(Map<String, ?> values) {
    return forKubernetes(RECENT, values);
  }

  /**
   * For a cluster of this version.
   *
   * @param version such as {@code 1.20.2}
   */
  public static RenderedChart forKubernetes(String version, Map<String, ?> values) {
    TemplateCommand template =
        CHART
            .template()
            .withName("rolecall")
            .withNamespace(Installation.NAMESPACE)
            .withKubeVersion(version)
            .skipCrds();
    values.forEach(template::set);
    return new RenderedChart(template.call());
  }

  public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    Object objects =
        Serialization.unmarshal(
            new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)));
    return ((List<?>) objects).stream().filter(kind::isInstance).map(kind::cast);
  }

  public <T extends HasMetadata> T one(Class<T> kind, String name) {
    return all(kind)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
