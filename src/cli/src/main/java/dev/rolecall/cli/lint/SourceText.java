package dev.rolecall.cli.lint;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.kube.manifest.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text to lint.
 *
 * @param name what findings call it: a path as it was given, or {@code stdin}
 * @param origin how it was found
 */
public record SourceText(String name, String text, Origin origin) {
  private static final String STANDARD_INPUT = "-";

  /** How a text was found. */
  public enum Origin {
    /** By its name: whatever it holds is meant to be a policy or a manifest. */
    NAMED,
    /** In a folder, where other files may be too. */
    FOUND
  }

  /**
   * The texts of files, of the {@code *.json}, {@code *.yaml} and {@code *.yml} in folders and
   * below, and of standard input for {@code -}.
   *
   * @throws Failure where one cannot be read
   */
  public static List<SourceText> read(List<Path> places, InputStream standardInput) {
    List<SourceText> texts = new ArrayList<>();
    for (Path place : places) {
      try {
        texts.addAll(read(place, standardInput));
      } catch (CharacterCodingException e) {
        throw new Failure(
            "a file cannot be linted", place.toString(), "it is not text in UTF-8", "name another");
      } catch (IOException e) {
        throw Failure.of("a file cannot be read", place.toString(), e, "name a readable file");
      }
    }
    return texts;
  }

  private static List<SourceText> read(Path place, InputStream standardInput) throws IOException {
    if (place.toString().equals(STANDARD_INPUT)) {
      return List.of(new SourceText("stdin", decoded(standardInput.readAllBytes()), Origin.NAMED));
    }
    if (!Files.isDirectory(place)) {
      return List.of(of(place, Origin.NAMED));
    }
    List<SourceText> texts = new ArrayList<>();
    for (Path file : filesIn(place)) {
      texts.add(of(file, Origin.FOUND));
    }
    return texts;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
          .sorted()
          .toList();
    }
  }

  private static SourceText of(Path file, Origin origin) throws IOException {
    return new SourceText(file.toString(), decoded(Files.readAllBytes(file)), origin);
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Whether it is meant to be JSON, by its name or, where that does not tell, by its beginning. */
  boolean isJson() {
    return name.endsWith(".json")
        || (!name.matches(".*\\.ya?ml") && text.stripLeading().startsWith("{"));
  }

  /**
   * Its documents; a text in YAML may have several.
   *
   * @throws JsonException where it is neither JSON nor YAML
   */
  List<JsonValue> documents() throws JsonException {
    return isJson() ? List.of(Json.parse(text)) : Yaml.parse(text);
  }
}
