package dev.rolecall.kube.directory;

import dev.rolecall.json.Position;
import dev.rolecall.kube.manifest.FieldPath;
import dev.rolecall.kube.manifest.ManifestProblem;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading each resource, kept while the resource is the same, so that one change among
 * ten thousand roles costs one reading. Not for several threads at once.
 */
final class Readings {
  /**
   * @param weight of the resource without what its annotation holds
   */
  private record Kept(String version, ManifestReading reading, long weight, boolean dismissed) {
    Kept(String version, ManifestReading reading, long weight) {
      this(version, reading, weight, false);
    }
  }

  private static final System.Logger LOG = System.getLogger(Readings.class.getName());

  private final PolicyQuotas quotas;
  private final Map<String, ManifestReading> given;
  private Map<String, Kept> kept = new HashMap<>();
  private Map<String, Kept> used = new HashMap<>();

  /**
   * @param given what was read before, by UID: it knows where everything stands in its file
   */
  Readings(PolicyQuotas quotas, Map<String, ManifestReading> given) {
    this.quotas = quotas;
    this.given = Map.copyOf(given);
  }

  ManifestReading of(HasMetadata resource) {
    String uid = resource.getMetadata().getUid();
    ManifestReading before = uid == null ? null : given.get(uid);
    return before == null ? kept(uid, resource) : before;
  }

  private ManifestReading kept(@Nullable String uid, HasMetadata resource) {
    String version = version(resource.getMetadata());
    if (uid == null || version == null) {
      return read(resource);
    }
    Kept before = kept.get(uid);
    Kept now =
        before != null && before.version().equals(version)
            ? new Kept(
                version, about(resource, before.reading()), before.weight(), before.dismissed())
            : new Kept(version, read(resource), ResourceWeight.ofSpec(resource));
    used.put(uid, now);
    return now.reading();
  }

  /** How much memory the resource takes at most, which was asked for before. */
  long weight(HasMetadata resource) {
    Kept read = used.get(resource.getMetadata().getUid());
    return read == null
        ? ResourceWeight.of(resource)
        : read.weight() + ResourceWeight.ofAnnotation(resource);
  }

  /** Nobody uses the resource, which was asked for before: its policies need not be kept. */
  void dismiss(HasMetadata resource) {
    used.computeIfPresent(
        resource.getMetadata().getUid(),
        (uid, read) ->
            read.reading() instanceof ManifestReading.Read(var kind, var same, var policies)
                ? new Kept(
                    read.version(),
                    new ManifestReading.Read(kind, same, Map.of()),
                    read.weight(),
                    true)
                : read);
  }

  /** The same with its policies, though it may have been dismissed before. */
  ManifestReading whole(HasMetadata resource) {
    Kept read = used.get(resource.getMetadata().getUid());
    if (read == null) {
      return of(resource);
    }
    if (!read.dismissed()) {
      return read.reading();
    }
    Kept whole = new Kept(read.version(), read(resource), read.weight());
    used.put(resource.getMetadata().getUid(), whole);
    return whole.reading();
  }

  /**
   * The generation where there is one: what is written into an object's status, labels and
   * annotations is no other reading.
   */
  private static @Nullable String version(ObjectMeta metadata) {
    Long generation = metadata.getGeneration();
    return generation == null ? metadata.getResourceVersion() : "generation " + generation;
  }

  /** The object as it is now: the one before would be kept beside it. */
  private static ManifestReading about(HasMetadata resource, ManifestReading before) {
    return switch (before) {
      case ManifestReading.Read(var kind, var same, var policies) when same == resource -> before;
      case ManifestReading.Read(var kind, var older, var policies) ->
          new ManifestReading.Read(kind, resource, policies);
      case ManifestReading.Refused refused -> refused;
    };
  }

  /**
   * One tenant's resource must not stop the catalog of all: a defect of the reader that it finds
   * makes it unusable, as anything else that is wrong with it.
   */
  private ManifestReading read(HasMetadata resource) {
    try {
      return ManifestReader.read(quotas, resource);
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "a defect in reading "
              + resource.getMetadata().getNamespace()
              + "/"
              + resource.getMetadata().getName(),
          e);
      return new ManifestReading.Refused(
          List.of(new ManifestProblem(FieldPath.ROOT, Position.NONE, "cannot be read: " + e)));
    }
  }

  /** Forgets what was not asked for since the last call. */
  void forgetUnused() {
    kept = used;
    used = new HashMap<>();
  }
}
