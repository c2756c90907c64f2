package dev.rolecall.cli.manifest;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** The chart's objects, as Helm would send them. */
final class ChartObjects {
  private static final String RELEASE = "rolecall";

  /** What says that Helm looks after an object, which nobody does here. */
  private static final String HELMS_LABELS =
      "(?m)^ *(app\\.kubernetes\\.io/managed-by: Helm|helm\\.sh/chart: .*)\\R";

  private final Path chart;

  ChartObjects(Path chart) {
    this.chart = chart;
  }

  /**
   * Documents of YAML, each after a line of hyphens.
   *
   * @throws IllegalStateException where the chart refuses a value; its message says why
   */
  String render(ManifestSettings settings) {
    TemplateCommand template =
        new Helm(chart)
            .template()
            .withName(RELEASE)
            .withNamespace(settings.namespace())
            .withKubeVersion(settings.kubernetes())
            .skipCrds();
    for (Path file : settings.files()) {
      if (!Files.isReadable(file)) {
        throw new IllegalStateException(file + " cannot be read");
      }
      template.withValuesFile(file);
    }
    new TreeMap<>(settings.values()).forEach(template::set);
    return template.call().replaceAll(HELMS_LABELS, "");
  }
}
