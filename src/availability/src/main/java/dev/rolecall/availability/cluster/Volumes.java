package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.rig.RigException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Volumes as the kubelet writes them: each file is a link through {@code ..data}, which is replaced
 * as a whole.
 */
final class Volumes {
  private static final String DATA = "..data";

  private final Path folder;
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Map<String, String>> shown = new ConcurrentHashMap<>();
  private int version;

  Volumes(Path folder, KubernetesClient client, String namespace) {
    this.folder = folder;
    this.client = client;
    this.namespace = namespace;
  }

  /** The folder of a Secret's files. */
  Path of(String secret) {
    return folder.resolve(secret);
  }

  /** Writes the Secret where it is another; whether it is there. */
  boolean show(String secret) {
    try {
      Secret found = client.secrets().inNamespace(namespace).withName(secret).get();
      if (found == null || found.getData() == null) {
        return shown.containsKey(secret);
      }
      if (!found.getData().equals(shown.get(secret))) {
        write(of(secret), decoded(found.getData()));
        shown.put(secret, Map.copyOf(found.getData()));
      }
      return true;
    } catch (KubernetesClientException e) {
      // The API server is away: the volume stays as it is.
      return shown.containsKey(secret);
    }
  }

  private static Map<String, byte[]> decoded(Map<String, String> data) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    data.forEach((name, value) -> files.put(name, Base64.getDecoder().decode(value)));
    return files;
  }

  private synchronized void write(Path volume, Map<String, byte[]> files) {
    try {
      Path fresh = Files.createDirectories(volume.resolve("..version-" + version++));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(fresh.resolve(file.getKey()), file.getValue());
      }
      Path link = Files.createSymbolicLink(volume.resolve("..next"), fresh.getFileName());
      Files.move(link, volume.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
      for (String name : files.keySet()) {
        if (!Files.isSymbolicLink(volume.resolve(name))) {
          Files.createSymbolicLink(volume.resolve(name), Path.of(DATA, name));
        }
      }
    } catch (IOException e) {
      throw new RigException("a volume: " + e.getMessage());
    }
  }

  /** Replaces one file as a whole. */
  static void replace(Path file, String text) {
    try {
      Path fresh = Files.writeString(file.resolveSibling("." + file.getFileName()), text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RigException(file + ": " + e.getMessage());
    }
  }
}
