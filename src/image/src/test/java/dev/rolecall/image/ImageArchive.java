package dev.rolecall.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image as its archive has it. */
final class ImageArchive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> parts = new HashMap<>();

  private ImageArchive() {}

  static ImageArchive read(Path file) throws IOException {
    ImageArchive archive = new ImageArchive();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        archive.parts.put(entry.getName(), tar.readAllBytes());
        entry = tar.getNextEntry();
      }
    }
    return archive;
  }

  /** The user, entrypoint and so on. */
  JsonNode config() throws IOException {
    return JSON.readTree(part(manifest().path("Config").asText())).path("config");
  }

  /** The names of its layers, which are their digests. */
  List<String> layers() throws IOException {
    List<String> layers = new ArrayList<>();
    manifest().path("Layers").forEach(layer -> layers.add(layer.asText()));
    return layers;
  }

  /** All files and folders of all layers. */
  List<TarArchiveEntry> entries() throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    eachEntry((entry, content) -> entries.add(entry));
    return entries;
  }

  /** Writes its files below a folder. */
  void unpack(Path root) throws IOException {
    eachEntry((entry, content) -> {
      Path target = root.resolve(entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(content, target);
        Files.setLastModifiedTime(target, entry.getLastModifiedTime());
        if ((entry.getMode() & 0111) != 0 && !target.toFile().setExecutable(true, false)) {
          throw new IOException(target + " cannot be made executable");
        }
      }
    });
  }

  /** What is done with a file. */
  private interface Visitor {
    void visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  private void eachEntry(Visitor visitor) throws IOException {
    for (String layer : layers()) {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(part(layer))))) {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
          visitor.visit(entry, tar);
          entry = tar.getNextEntry();
        }
      }
    }
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(part("manifest.json")).get(0);
  }

  private byte[] part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }
}
