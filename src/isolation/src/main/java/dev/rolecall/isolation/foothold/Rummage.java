package dev.rolecall.isolation.foothold;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads whatever it may below a folder. */
final class Rummage {
  private static final int DEPTH = 4;
  private static final int MOST = 65_536;

  private static final Path PROCESSES = Path.of("/proc");

  private Rummage() {}

  /** The contents of all files that this process may read; of {@code /proc} what processes got. */
  static byte[] below(Path folder) throws IOException {
    ByteArrayOutputStream found = new ByteArrayOutputStream();
    for (Path file : folder.equals(PROCESSES) ? ofProcesses() : files(folder)) {
      try (InputStream in = Files.newInputStream(file)) {
        found.write(in.readNBytes(MOST));
      } catch (IOException e) {
        // Not for this process: the next one.
        found.write('\n');
      }
    }
    return found.toByteArray();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }

  private static List<Path> ofProcesses() throws IOException {
    try (Stream<Path> processes = Files.list(PROCESSES)) {
      return processes
          .filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .flatMap(path -> Stream.of(path.resolve("environ"), path.resolve("cmdline")))
          .toList();
    }
  }
}
