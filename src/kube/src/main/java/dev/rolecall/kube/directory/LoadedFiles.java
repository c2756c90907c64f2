package dev.rolecall.kube.directory;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import dev.rolecall.kube.manifest.Yaml;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The documents in the files of folders, in the order of their names. */
final class LoadedFiles {
  /** One document of a file. */
  record Document(Path file, JsonValue tree) {}

  private static final Predicate<String> MANIFEST =
      name -> name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");

  private final List<Document> documents = new ArrayList<>();
  private final List<String> problems;

  private LoadedFiles(List<String> problems) {
    this.problems = problems;
  }

  /** Adds to {@code problems} what cannot be read. */
  static List<Document> read(List<Path> folders, List<String> problems) {
    LoadedFiles files = new LoadedFiles(problems);
    folders.forEach(files::readFolder);
    return files.documents;
  }

  private void readFolder(Path folder) {
    if (!Files.exists(folder)) {
      problems.add(folder + ": there is no such folder");
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(Files::isRegularFile)
          .filter(path -> MANIFEST.test(path.getFileName().toString()))
          .sorted()
          .forEach(this::readFile);
    } catch (IOException e) {
      problems.add(folder + ": cannot be listed: " + e.getMessage());
    }
  }

  private void readFile(Path file) {
    try {
      String text = Files.readString(file);
      List<JsonValue> trees =
          file.toString().endsWith(".json") ? List.of(Json.parse(text)) : Yaml.parse(text);
      trees.forEach(tree -> documents.add(new Document(file, tree)));
    } catch (JsonException e) {
      problems.add(place(file, e.position()) + ": " + e.getMessage());
    } catch (CharacterCodingException e) {
      problems.add(file + ": is not text in UTF-8");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e.getMessage());
    }
  }

  static String place(Path file, Position position) {
    return position.equals(Position.NONE) ? file.toString() : file + ":" + position.line();
  }
}
