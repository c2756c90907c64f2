package dev.rolecall.agent.guard.cni;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of libcni's result cache. Files are read again only where they changed; they are
 * written in place, so one that is half written is looked at again.
 */
public final class CniResults {
  private static final int MOST_FILES = 4096;
  private static final int MOST_BYTES = 256 << 10;

  private final List<Path> folders;
  private Map<Path, Read> known = Map.of();

  /**
   * @param folders some of which may not be there
   */
  public CniResults(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * What the files say now.
   *
   * @param problems sentences about those that cannot be used
   */
  record Look(List<CniAttachment> attachments, List<String> problems) {}

  private record Read(FileTime changed, long size, Optional<CniAttachment> found, String problem) {}

  Look look() {
    List<String> problems = new ArrayList<>();
    Map<Path, Read> now = new HashMap<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.limit(MOST_FILES).toList()) {
          read(file).ifPresent(read -> now.put(file, read));
        }
      } catch (NoSuchFileException e) {
        // Runtimes differ in which of them they use.
      } catch (IOException | UncheckedIOException e) {
        problems.add("the results of network plugins cannot be read: " + e);
      }
    }
    known = now;
    now.values().stream().map(Read::problem).filter(text -> !text.isEmpty()).forEach(problems::add);
    return new Look(
        now.values().stream().flatMap(read -> read.found().stream()).toList(), problems);
  }

  private Optional<Read> read(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Read before = known.get(file);
      if (before != null
          && before.changed().equals(attributes.lastModifiedTime())
          && before.size() == attributes.size()) {
        return Optional.of(before);
      }
      return attributes.isRegularFile() ? Optional.of(parse(file, attributes)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it went while we looked
    }
  }

  private static Read parse(Path file, BasicFileAttributes attributes) throws IOException {
    FileTime changed = attributes.lastModifiedTime();
    Optional<CniAttachment> found = Optional.empty();
    String problem = "";
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException("it is too large");
      }
      found = CniResult.read(Json.parse(new String(bytes, StandardCharsets.UTF_8)), changed);
    } catch (JsonException | IllegalArgumentException e) {
      problem = file.getFileName() + ": " + e.getMessage();
    }
    return new Read(changed, attributes.size(), found, problem);
  }
}
