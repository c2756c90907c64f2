package dev.rolecall.image;

import dev.rolecall.image.layer.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * The chart as one file, as {@code helm package} makes it, but the same bytes each time.
 *
 * @param chart its folder
 */
record ChartPackage(Path chart) {
  /**
   * Writes it.
   *
   * @param version of the chart, and of the images that it takes
   * @param registry that it takes them from; empty for none
   * @return the file
   */
  Path write(Path folder, String version, String registry) throws IOException {
    Path file = folder.resolve(chart.getFileName() + "-" + version + ".tgz");
    try (OutputStream out = Files.newOutputStream(file);
        GzipCompressorOutputStream zipped = new GzipCompressorOutputStream(out);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zipped)) {
      for (Path source : files()) {
        String name = chart.relativize(source).toString();
        byte[] content = content(source, name, version, registry);
        TarArchiveEntry entry = new TarArchiveEntry(chart.getFileName() + "/" + name);
        entry.setSize(content.length);
        entry.setModTime(Layer.TIME.toEpochMilli());
        entry.setMode(0644);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  /** Helm reads what a chart is first. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(chart, FileVisitOption.FOLLOW_LINKS)) {
      Path first = chart.resolve("Chart.yaml");
      return Stream.concat(
              Stream.of(first),
              files.filter(file -> Files.isRegularFile(file) && !file.equals(first)).sorted())
          .toList();
    }
  }

  private static byte[] content(Path source, String name, String version, String registry)
      throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    if (!name.equals("Chart.yaml") && !name.equals("values.yaml")) {
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return (name.equals("Chart.yaml")
            ? text.replaceAll("(?m)^version: .*$", "version: " + version)
                .replaceAll("(?m)^appVersion: .*$", "appVersion: \"" + version + "\"")
            : text.replaceFirst("(?m)^  registry: \"\"$", "  registry: \"" + registry + "\""))
        .getBytes(StandardCharsets.UTF_8);
  }
}
