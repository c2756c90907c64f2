package dev.rolecall.cli.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that an installation is made of, in the order in which an API server takes it: the namespace,
 * the definitions of resources, the chart's objects. The same settings give the same text.
 *
 * @param text YAML
 */
public record Manifest(String text) {
  /** The agent uses the host's network and folders of the node; the others are restricted. */
  private static final String HEAD =
      """
      # Rolecall without Helm, for Kubernetes %2$s and later: kubectl apply -f this-file.yaml
      # "rolecall manifest" made it of the chart; with --set and --values it makes others.
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: %1$s
        labels:
          app.kubernetes.io/part-of: rolecall
          pod-security.kubernetes.io/enforce: privileged
      """;

  /**
   * @param chart its folder
   * @param definitions the folder of the CustomResourceDefinitions
   * @throws IllegalStateException where the chart refuses a value; its message says why
   */
  public static Manifest of(Path chart, Path definitions, ManifestSettings settings)
      throws IOException {
    String objects = new ChartObjects(chart).render(settings);
    return new Manifest(
        HEAD.formatted(settings.namespace(), settings.kubernetes().replaceFirst("\\.0$", ""))
            + definitions(definitions)
            + objects);
  }

  private static String definitions(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      text.append("---\n").append(withoutMarks(Files.readString(file)));
    }
    return text.toString();
  }

  /** A file may begin with a mark of its own. */
  private static String withoutMarks(String yaml) {
    return yaml.lines()
        .filter(line -> !line.equals("---"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
