package dev.rolecall.kube.directory;

import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.Position;
import dev.rolecall.kube.manifest.FieldPath;
import dev.rolecall.kube.manifest.ManifestProblem;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.manifest.MetadataCheck;
import dev.rolecall.kube.manifest.RepeatedFields;
import dev.rolecall.kube.manifest.ResourceKind;
import dev.rolecall.kube.manifest.TypedObjects;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that documents of files describe, completed as an API server would complete them:
 * each has a namespace and a UID.
 */
final class FolderObjects {
  /** What identifies an object; the namespace is empty for kinds that are in none. */
  record Key(String kind, String namespace, String name) {}

  /**
   * An object and where it stands.
   *
   * @param reading what was read of it, where it is of one of Rolecall's kinds
   */
  record Loaded(HasMetadata object, Optional<ManifestReading.Read> reading, String place) {}

  private static final Map<String, Class<? extends HasMetadata>> CORE_KINDS =
      Map.of(
          "Pod",
          Pod.class,
          "ServiceAccount",
          ServiceAccount.class,
          "Namespace",
          Namespace.class,
          "Node",
          Node.class);
  private static final String KNOWN =
      Arrays.stream(ResourceKind.values())
              .map(ResourceKind::kind)
              .collect(Collectors.joining(", ", "", " of " + ResourceKind.API_VERSION))
          + ", and Namespace, Node, Pod, ServiceAccount and List of v1";

  private final PolicyQuotas quotas;
  private final List<String> problems;
  private final Map<Key, Loaded> objects = new LinkedHashMap<>();
  private final Map<String, Loaded> byUid = new HashMap<>();

  private FolderObjects(PolicyQuotas quotas, List<String> problems) {
    this.quotas = quotas;
    this.problems = problems;
  }

  /** Adds to {@code problems} what is wrong with any of them. */
  static Map<Key, Loaded> of(
      List<LoadedFiles.Document> documents, PolicyQuotas quotas, List<String> problems) {
    FolderObjects objects = new FolderObjects(quotas, problems);
    documents.forEach(document -> objects.read(document.file(), document.tree()));
    return objects.objects;
  }

  private void read(Path file, JsonValue tree) {
    if (!(tree instanceof JsonObject object)) {
      report(file, tree.position(), "a manifest is an object with apiVersion and kind");
      return;
    }
    String version = text(object, "apiVersion");
    String kind = text(object, "kind");
    Class<? extends HasMetadata> coreType = version.equals("v1") ? CORE_KINDS.get(kind) : null;
    if (version.equals("v1") && kind.equals("List")) {
      readItems(file, object);
    } else if (coreType != null) {
      readCore(file, object, coreType);
    } else if (version.startsWith("rolecall.dev/")) {
      readResource(file, object);
    } else {
      report(
          file,
          object.position(),
          "kind '%s' of apiVersion '%s' is not used here; known are %s"
              .formatted(kind, version, KNOWN));
    }
  }

  private void readItems(Path file, JsonObject list) {
    if (list.get("items").orElse(null) instanceof JsonArray items) {
      items.elements().forEach(item -> read(file, item));
    } else {
      report(file, list.position(), "items: is required, a list of manifests");
    }
  }

  private void readResource(Path file, JsonObject tree) {
    ManifestReading reading = ManifestReader.read(quotas, tree);
    List<ManifestProblem> found =
        Stream.concat(
                MetadataCheck.check(tree).stream(),
                reading instanceof ManifestReading.Refused refused
                    ? refused.problems().stream()
                    : Stream.of())
            .toList();
    found.forEach(problem -> report(file, problem));
    if (found.isEmpty() && reading instanceof ManifestReading.Read read) {
      add(file, tree, read.resource(), Optional.of(read));
    }
  }

  private void readCore(Path file, JsonObject tree, Class<? extends HasMetadata> type) {
    List<ManifestProblem> found =
        Stream.concat(
                MetadataCheck.check(tree).stream(),
                RepeatedFields.find(FieldPath.ROOT, tree).stream())
            .distinct()
            .toList();
    found.forEach(problem -> report(file, problem));
    if (!found.isEmpty()) {
      return;
    }
    try {
      HasMetadata object = TypedObjects.read(tree, type);
      if (object instanceof Pod pod) {
        refuseUnknown(file, tree, "", pod.getAdditionalProperties().keySet());
        if (pod.getSpec() != null) {
          refuseUnknown(file, tree, "spec.", pod.getSpec().getAdditionalProperties().keySet());
        }
      }
      add(file, tree, object, Optional.empty());
    } catch (JsonException e) {
      report(file, e.position(), String.valueOf(e.getMessage()));
    }
  }

  /** A misspelt serviceAccountName must not make a pod run as another account. */
  private void refuseUnknown(Path file, JsonObject tree, String path, Set<String> fields) {
    fields.forEach(field -> report(file, tree.position(), path + field + ": unknown field"));
  }

  private void add(
      Path file, JsonObject tree, HasMetadata object, Optional<ManifestReading.Read> reading) {
    ObjectMeta metadata = object.getMetadata();
    refuseUnknown(file, tree, "metadata.", metadata.getAdditionalProperties().keySet());
    boolean namespaced = object instanceof Namespaced;
    String namespace =
        namespaced ? Optional.ofNullable(metadata.getNamespace()).orElse("default") : "";
    metadata.setNamespace(namespaced ? namespace : null);
    Key key = new Key(object.getKind(), namespace, metadata.getName());
    if (metadata.getUid() == null) {
      metadata.setUid(uid(key));
    }
    Loaded loaded = new Loaded(object, reading, LoadedFiles.place(file, tree.position()));
    Loaded other = objects.putIfAbsent(key, loaded);
    Loaded namesake = byUid.putIfAbsent(metadata.getUid(), loaded);
    if (other == null && namesake != null) {
      report(
          file,
          tree.position(),
          "metadata.uid: the object in %s has this UID too; leave it out"
              .formatted(namesake.place()));
    }
    if (other != null) {
      report(
          file,
          tree.position(),
          "%s '%s' is in %s too; keep one".formatted(key.kind(), key.name(), other.place()));
    }
  }

  /** The same on every start, so that tokens and sessions outlive one. */
  static String uid(Key key) {
    String place = key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
    String text = key.kind().toLowerCase(Locale.ROOT) + " " + place;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).orElse(null) instanceof JsonString string ? string.value() : "";
  }

  private void report(Path file, ManifestProblem problem) {
    String path = problem.path().text().isEmpty() ? "" : problem.path() + ": ";
    report(file, problem.position(), path + problem.message());
  }

  private void report(Path file, Position position, String message) {
    problems.add(LoadedFiles.place(file, position) + ": " + message);
  }
}
