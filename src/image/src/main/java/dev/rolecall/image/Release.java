package dev.rolecall.image;

import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.program.Program;
import dev.rolecall.image.sbom.Sha256;
import dev.rolecall.image.train.StartTimes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A release: all that belongs to it, in one folder, with checksums. */
final class Release {
  private static final String CHECKSUMS = "SHA256SUMS";
  private static final double MEBIBYTE = 1024 * 1024;

  private final ReleaseSettings settings;
  private final Optional<Path> manifest;
  private final Consumer<String> progress;

  /**
   * @param manifest the chart's objects for this release, rendered
   */
  Release(ReleaseSettings settings, Optional<Path> manifest, Consumer<String> progress) {
    this.settings = settings;
    this.manifest = manifest;
    this.progress = progress;
  }

  /** Adds what kubectl applies, made elsewhere, to a release that was emptied of an earlier one. */
  private void addManifest() throws IOException {
    if (manifest.isPresent()) {
      Files.copy(manifest.get(), settings.output().resolve("rolecall.yaml"));
    }
  }

  /** Makes it, prints what there is of it now, and tells of its images. */
  List<MadeImage> make(PrintStream out) throws IOException, InterruptedException {
    empty(settings.output());
    Images images = Images.prepare(settings, progress);
    List<MadeImage> made = new ArrayList<>();
    for (Program program : Program.values()) {
      made.add(images.make(program));
    }
    progress.accept("packing the chart");
    new ChartPackage(settings.project().resolve("charts/rolecall"))
        .write(settings.output(), settings.version(), settings.registry());
    addManifest();
    writeChecksums();
    if (settings.starts() > 0) {
      printStarts(out, images, made);
    }
    printFiles(out);
    return made;
  }

  /** Deletes what an earlier release left, and nothing else. */
  private static void empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path checksums = folder.resolve(CHECKSUMS);
    Set<String> released = new HashSet<>(Set.of(CHECKSUMS));
    if (Files.exists(checksums)) {
      Files.readAllLines(checksums).stream()
          .map(line -> line.replaceFirst("^\\S+  ", ""))
          .filter(name -> name.startsWith("rolecall"))
          .forEach(released::add);
    }
    List<Path> present = files(folder);
    for (Path file : present) {
      if (!released.contains(String.valueOf(file.getFileName()))) {
        throw new ReleaseException(
            file + " is of no release", "Name an empty folder: --output FOLDER");
      }
    }
    for (Path file : present) {
      Files.delete(file);
    }
  }

  private void writeChecksums() throws IOException {
    StringBuilder sums = new StringBuilder();
    for (Path file : files(settings.output())) {
      sums.append(Sha256.of(file)).append("  ").append(file.getFileName()).append('\n');
    }
    Files.writeString(settings.output().resolve(CHECKSUMS), sums);
  }

  private void printStarts(PrintStream out, Images images, List<MadeImage> made)
      throws IOException, InterruptedException {
    progress.accept("starting each program " + settings.starts() + " times");
    out.println("| program | start, ms | without its cache, ms | cache, MiB |");
    out.println("|---|---|---|---|");
    for (MadeImage image : made) {
      StartTimes times = images.training().measure(image.program(), settings.starts());
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %.0f |%n",
          image.program().program().word(),
          times.cached(),
          times.plain(),
          Files.size(image.program().cache()) / MEBIBYTE);
    }
    out.println();
  }

  private void printFiles(PrintStream out) throws IOException {
    for (Path file : files(settings.output())) {
      out.printf(Locale.ROOT, "%8.1f MiB  %s%n", Files.size(file) / MEBIBYTE, file);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
