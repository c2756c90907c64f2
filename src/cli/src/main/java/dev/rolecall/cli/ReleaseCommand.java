package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.local.Installation;
import dev.rolecall.cli.manifest.Manifest;
import dev.rolecall.cli.manifest.ManifestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall release}. */
@Command(
    name = "release",
    sortOptions = false,
    description = {
      "Makes a release of what is checked out: an image of each program, a list of its parts"
          + " (CycloneDX), the chart's package, its manifest for 'kubectl apply -f', and"
          + " checksums.",
      "Needs Debian, with the lists of its packages fetched, and a JDK 25 or later; no container"
          + " engine. docs/images.md tells what the images are made of."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall release",
      "  ./rolecall release --version 0.2.0 --registry ghcr.io/acme",
      "  ./rolecall release --starts 5 --output /tmp/release"
    })
final class ReleaseCommand implements Callable<Integer> {
  // Not picocli's own options, of which --version would be the program's.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Of images and chart (default: the chart's appVersion).")
  private Optional<String> version = Optional.empty();

  @Option(
      names = "--registry",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Where the images will be, as ghcr.io/acme; the chart takes them from there.")
  private String registry;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      defaultValue = "scratch",
      description =
          "Put the images on this one, of a registry or tar://FILE, instead of on files of Debian."
              + " It needs a C library no older than this machine's.")
  private String base;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the release goes, instead of an earlier one (default: dist).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Start each program N times, with and without its cache of classes, and say how long it"
              + " took.")
  private int starts;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.current();
    String chosen = version.orElseGet(() -> appVersion(installation.home()));
    Path manifest = Files.createTempFile("rolecall", ".yaml");
    try {
      Files.writeString(manifest, manifest(installation, chosen).text());
      return make(installation, chosen, manifest);
    } finally {
      Files.delete(manifest);
    }
  }

  private Manifest manifest(Installation installation, String chosen) throws IOException {
    Map<String, String> values = new TreeMap<>(Map.of("image.tag", chosen));
    if (!registry.isEmpty()) {
      values.put("image.registry", registry);
    }
    return Manifest.of(
        installation.chart(),
        installation.definitions(),
        new ManifestSettings(
            ManifestSettings.USUAL_NAMESPACE,
            ManifestSettings.OLDEST_KUBERNETES,
            List.of(),
            values));
  }

  private int make(Installation installation, String chosen, Path manifest)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(installation.release());
    command.add("--version=" + chosen);
    command.add("--manifest=" + manifest);
    command.add("--registry=" + registry);
    command.add("--base=" + base);
    command.add("--output=" + output.orElse(installation.home().resolve("dist")).toAbsolutePath());
    command.add("--starts=" + starts);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static String appVersion(Path home) {
    Path chart = home.resolve("charts/rolecall/Chart.yaml");
    String field = "appVersion: ";
    try (Stream<String> lines = Files.lines(chart)) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(field.length()).replace("\"", "").strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw Failure.of("the version is not known", chart.toString(), e, "say it: --version 0.2.0");
    }
  }
}
