package dev.rolecall.kube.directory;

import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;

/**
 * What came of reading each resource, kept while the resource is the same, so that one change among
 * ten thousand roles costs one reading. Not for several threads at once.
 */
final class Readings {
  private record Kept(String resourceVersion, ManifestReading reading) {}

  private Map<String, Kept> kept = new HashMap<>();
  private Map<String, Kept> used = new HashMap<>();

  ManifestReading of(HasMetadata resource) {
    String uid = resource.getMetadata().getUid();
    String version = resource.getMetadata().getResourceVersion();
    if (uid == null || version == null) {
      return ManifestReader.read(resource);
    }
    Kept before = kept.get(uid);
    Kept now =
        before != null && before.resourceVersion().equals(version)
            ? before
            : new Kept(version, ManifestReader.read(resource));
    used.put(uid, now);
    return now.reading();
  }

  /** Forgets what was not asked for since the last call. */
  void forgetUnused() {
    kept = used;
    used = new HashMap<>();
  }
}
