package dev.rolecall.agent.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads the kernel's small files; what is not there or not a number counts as nothing. */
final class ControlFiles {
  private static final int LARGEST = 65_536;

  private ControlFiles() {}

  static List<String> lines(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The one number of a file; empty for {@code max} too. */
  static OptionalLong number(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? OptionalLong.empty() : number(lines.getFirst().strip());
  }

  /** Lines of a name and a number. */
  static Map<String, Long> numbers(Path file) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (String line : lines(file)) {
      String[] words = line.strip().split("\\s+", 2);
      if (words.length == 2) {
        number(words[1]).ifPresent(value -> numbers.put(words[0], value));
      }
    }
    return numbers;
  }

  static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
