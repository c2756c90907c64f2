package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.local.Installation;
import dev.rolecall.cli.manifest.Manifest;
import dev.rolecall.cli.manifest.ManifestSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolecall manifest}. */
@Command(
    name = "manifest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Renders the chart into one file for 'kubectl apply -f', for clusters without Helm: the namespace, the definitions of resources, everything else.",
      "The same options give the same file. What an older file had and a newer one has not is for you to delete."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall manifest | kubectl apply -f -",
      "  ./rolecall manifest --set sts.replicas=3 --values our-values.yaml --output rolecall.yaml",
      "  ./rolecall manifest --kube-version 1.20.0"
    })
final class ManifestCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      defaultValue = ManifestSettings.USUAL_NAMESPACE,
      description = "Where Rolecall runs (default: ${DEFAULT-VALUE}).")
  private String namespace;

  @Option(
      names = "--kube-version",
      paramLabel = "X.Y.Z",
      defaultValue = ManifestSettings.OLDEST_KUBERNETES,
      description =
          "The oldest version of Kubernetes that is to take it (default: ${DEFAULT-VALUE}).")
  private String kubernetes;

  @Option(
      names = "--values",
      paramLabel = "FILE",
      description = "Values of the chart as YAML; may be repeated (docs/chart-values.md).")
  private List<Path> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "One value of the chart; may be repeated.")
  private Map<String, String> values = Map.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write it (default: standard output).")
  private Optional<Path> output = Optional.empty();

  @Override
  public void run() {
    if (!namespace.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new ParameterException(
          spec.commandLine(), "--namespace: '" + namespace + "' is no namespace's name");
    }
    Installation installation = Installation.current();
    try {
      String text =
          Manifest.of(
                  installation.chart(),
                  installation.definitions(),
                  new ManifestSettings(namespace, kubernetes, files, values))
              .text();
      if (output.isPresent()) {
        Files.writeString(output.get(), text);
      } else {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
      }
    } catch (IllegalStateException | IOException e) {
      throw Failure.of(
          "no manifest could be made",
          installation.chart().toString(),
          e,
          "docs/chart-values.md lists the chart's values");
    }
  }
}
