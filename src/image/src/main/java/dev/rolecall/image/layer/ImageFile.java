package dev.rolecall.image.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file as an image has it. Its owner is root, its time {@link Layer#TIME}.
 *
 * @param source where it is now; links are followed
 * @param target its absolute path in the image
 */
public record ImageFile(Path source, String target) implements Comparable<ImageFile> {
  public ImageFile {
    if (!target.startsWith("/") || target.contains("/../")) {
      throw new IllegalArgumentException(target + " is no absolute path");
    }
  }

  /** All files of a folder, below a folder of the image. */
  public static List<ImageFile> below(Path folder, String target) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> new ImageFile(file, target + "/" + folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isProgram() {
    return Files.isExecutable(source);
  }

  @Override
  public int compareTo(ImageFile other) {
    return target.compareTo(other.target);
  }
}
