package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of an object's metadata that an API server would check; for objects out of files. */
public final class MetadataCheck {
  private static final FieldPath METADATA = FieldPath.ROOT.member("metadata");
  private static final int LONGEST = 253;

  /** DNS-1123 subdomains (Kubernetes: "Object Names and IDs"). */
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private final List<ManifestProblem> problems = new ArrayList<>();

  private MetadataCheck() {}

  /** Everything that is wrong with the name, the namespace, the UID, the labels and annotations. */
  public static List<ManifestProblem> check(JsonObject resource) {
    MetadataCheck check = new MetadataCheck();
    check.checkMetadata(resource);
    return check.problems;
  }

  private void checkMetadata(JsonObject resource) {
    Optional<JsonValue> metadata = resource.get("metadata");
    if (!(metadata.orElse(null) instanceof JsonObject object)) {
      add(METADATA, metadata.orElse(resource), "is required, an object with the resource's name");
      return;
    }
    problems.addAll(RepeatedFields.find(METADATA, object));
    checkName("name", object, object.get("name"));
    object
        .get("namespace")
        .ifPresent(namespace -> checkName("namespace", object, Optional.of(namespace)));
    if (object.get("uid").isPresent()) {
      checkUid(object.get("uid").get());
    }
    checkTime("creationTimestamp", object);
    checkTime("deletionTimestamp", object);
    checkTexts("labels", object);
    checkTexts("annotations", object);
  }

  private void checkName(String field, JsonObject metadata, Optional<JsonValue> value) {
    if (!(value.orElse(null) instanceof JsonString name)) {
      add(METADATA.member(field), value.orElse(metadata), "is required, and must be text");
    } else if (name.value().length() > LONGEST || !NAME.matcher(name.value()).matches()) {
      add(
          METADATA.member(field),
          name,
          "'" + name.value() + "' is no name: use lower-case letters, digits, '-' and '.'");
    }
  }

  /** Tokens and sessions know objects by it. */
  private void checkUid(JsonValue value) {
    if (!(value instanceof JsonString uid) || uid.value().isBlank()) {
      add(METADATA.member("uid"), value, "must be text, and not empty; leave it out to get one");
    }
  }

  /** Pods that are being deleted lose their credentials after this. */
  private void checkTime(String field, JsonObject metadata) {
    switch (metadata.get(field).orElse(null)) {
      case null -> {}
      case JsonNull none -> {}
      case JsonString text when ScalarCheck.isInstant(text.value()) -> {}
      case JsonValue other ->
          add(
              METADATA.member(field),
              other,
              "must be an RFC 3339 date and time, as 2026-01-31T12:00:00Z; or leave it out");
    }
  }

  private void checkTexts(String field, JsonObject metadata) {
    FieldPath path = METADATA.member(field);
    switch (metadata.get(field).orElse(null)) {
      case null -> {}
      case JsonObject texts -> {
        for (Member member : texts.members()) {
          if (!(member.value() instanceof JsonString)) {
            add(path.member(member.name()), member.value(), "must be text; put it in quotes");
          }
        }
      }
      case JsonValue other -> add(path, other, "must be an object of texts");
    }
  }

  private void add(FieldPath path, JsonValue value, String message) {
    problems.add(new ManifestProblem(path, value.position(), message));
  }
}
