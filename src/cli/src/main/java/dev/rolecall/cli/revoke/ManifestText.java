package dev.rolecall.cli.revoke;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import dev.rolecall.kube.manifest.Yaml;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of a file of manifests, which one field can be written into: comments and style stay.
 * The manifests were found right before.
 */
final class ManifestText {
  private static final String FIELD = "revokeSessionsIssuedBefore";
  private static final String NONE = "";

  private final boolean json;
  private final String text;
  private final List<JsonValue> documents;

  private ManifestText(boolean json, String text, List<JsonValue> documents) {
    this.json = json;
    this.text = text;
    this.documents = documents;
  }

  static ManifestText parse(boolean json, String text) throws JsonException {
    return new ManifestText(json, text, json ? List.of(Json.parse(text)) : Yaml.parse(text));
  }

  /** The accounts by the namespaces that they own. */
  Map<String, AccountId> accounts() {
    Map<String, AccountId> owners = new HashMap<>();
    ofKind("Account")
        .flatMap(account -> object(account, "spec").stream())
        .forEach(spec -> {
          AccountId id = new AccountId(text(spec, "accountId", NONE));
          if (spec.get("namespaces").orElse(null) instanceof JsonArray namespaces) {
            namespaces.elements().stream()
                .filter(JsonString.class::isInstance)
                .forEach(namespace -> owners.put(((JsonString) namespace).value(), id));
          }
        });
    return owners;
  }

  List<RoleManifest> roles() {
    return ofKind("IAMRole").flatMap(role -> role(role).stream()).toList();
  }

  private static Optional<RoleManifest> role(JsonObject role) {
    JsonObject none = new JsonObject(List.of(), Position.NONE);
    JsonObject metadata = object(role, "metadata").orElse(none);
    String name = text(metadata, "name", NONE);
    return object(role, "spec")
        .map(spec ->
            new RoleManifest(
                text(metadata, "namespace", "default"),
                name,
                text(spec, "roleName", name),
                text(spec, "path", "/"),
                Optional.of(text(spec, FIELD, NONE))
                    .filter(time -> !time.isEmpty())
                    .map(time -> OffsetDateTime.parse(time).toInstant()),
                spec));
  }

  private Stream<JsonObject> ofKind(String kind) {
    return documents.stream()
        .flatMap(ManifestText::manifests)
        .filter(manifest -> text(manifest, "kind", NONE).equals(kind));
  }

  private static Stream<JsonObject> manifests(JsonValue document) {
    if (!(document instanceof JsonObject object)) {
      return Stream.of();
    }
    return text(object, "kind", NONE).equals("List")
            && object.get("items").orElse(null) instanceof JsonArray items
        ? items.elements().stream().flatMap(ManifestText::manifests)
        : Stream.of(object);
  }

  private static Optional<JsonObject> object(JsonObject parent, String field) {
    return parent.get(field).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  private static String text(JsonObject object, String field, String otherwise) {
    return object.get(field).orElse(null) instanceof JsonString string ? string.value() : otherwise;
  }

  /**
   * The text with the field in the role's spec; empty where it cannot be written so that nothing
   * else changes its meaning.
   */
  Optional<String> revoked(RoleManifest role, Instant before) {
    String changed = write(role.spec(), "\"" + before + "\"");
    try {
      ManifestText after = parse(json, changed);
      boolean isRight =
          after.times().equals(timesWith(role, before))
              && without(after.documents).equals(without(documents));
      return Optional.of(changed).filter(text -> isRight);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /** The field in every role. */
  private List<Optional<Instant>> times() {
    return roles().stream().map(RoleManifest::revokedBefore).toList();
  }

  /** Roles are told by their names: aliases may make several of one text. */
  private List<Optional<Instant>> timesWith(RoleManifest role, Instant before) {
    return roles().stream()
        .map(other ->
            other.namespace().equals(role.namespace()) && other.name().equals(role.name())
                ? Optional.of(before)
                : other.revokedBefore())
        .toList();
  }

  private String write(JsonObject spec, String value) {
    Optional<Member> present =
        spec.members().stream().filter(member -> member.name().equals(FIELD)).findFirst();
    if (present.isPresent()) {
      int start = offset(present.get().value().position());
      return text.substring(0, start) + value + text.substring(scalarEnd(start));
    }
    Position first = spec.members().getFirst().position();
    int start = offset(first);
    boolean flow = text.charAt(offset(spec.position())) == '{';
    String line =
        flow
            ? "\"" + FIELD + "\": " + value + ", "
            : FIELD + ": " + value + "\n" + " ".repeat(first.column() - 1);
    return text.substring(0, start) + line + text.substring(start);
  }

  private int scalarEnd(int start) {
    char quote = text.charAt(start);
    if (quote == '"' || quote == '\'') {
      return text.indexOf(quote, start + 1) + 1;
    }
    int end = start;
    while (end < text.length() && ",}\r\n #".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int offset(Position position) {
    int line = 0;
    for (int number = 1; number < position.line(); number++) {
      line = text.indexOf('\n', line) + 1;
    }
    return Math.min(line + position.column() - 1, text.length() - 1);
  }

  /** What the documents say besides the field in any role; equal texts mean the same. */
  private static List<String> without(List<JsonValue> documents) {
    return documents.stream().map(ManifestText::stripped).map(Json::write).toList();
  }

  private static JsonValue stripped(JsonValue value) {
    return switch (value) {
      case JsonObject object ->
          new JsonObject(
              object.members().stream()
                  .filter(member -> !member.name().equals(FIELD))
                  .map(member ->
                      new Member(member.name(), stripped(member.value()), member.position()))
                  .toList(),
              object.position());
      case JsonArray array ->
          new JsonArray(
              array.elements().stream().map(ManifestText::stripped).toList(), array.position());
      default -> value;
    };
  }
}
