package dev.rolecall.sts.assume;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The session tags that a token's issuer asks for, nested or flattened (IAM User Guide, "Passing
 * session tags in AWS STS", AssumeRoleWithWebIdentity).
 */
record TokenTags(Map<String, String> tags, Set<String> transitiveKeys) {
  private static final String CLAIM = "https://aws.amazon.com/tags";
  private static final String FLAT_TAG = CLAIM + "/principal_tags/";
  private static final String FLAT_TRANSITIVE = CLAIM + "/transitive_tag_keys";

  private static final String BAD_PRINCIPAL_TAGS =
      "principal_tags passed in claim is not in correct format.";
  private static final String BAD_TAGS = "Session tags passed in claim are not in correct format.";

  /** Where a claim is not as it must be, the token is refused rather than its tags left out. */
  static TokenTags of(JsonObject claims) throws RefusedException {
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> transitive = new ArrayList<>();
    Optional<JsonValue> nested = claims.get(CLAIM).filter(value -> !(value instanceof JsonNull));
    if (nested.isPresent()) {
      readNested(nested.get(), tags, transitive);
    }
    for (Member member : claims.members()) {
      if (member.name().startsWith(FLAT_TAG)) {
        tags.put(member.name().substring(FLAT_TAG.length()), text(member.value()));
      }
    }
    Optional<JsonValue> flat = claims.get(FLAT_TRANSITIVE);
    if (flat.isPresent()) {
      readTexts(flat.get(), transitive);
    }
    return new TokenTags(tags, Set.copyOf(transitive));
  }

  private static void readNested(JsonValue value, Map<String, String> tags, List<String> transitive)
      throws RefusedException {
    JsonObject object = object(value, BAD_TAGS);
    Optional<JsonValue> principalTags = object.get("principal_tags");
    if (principalTags.isPresent()) {
      for (Member member : object(principalTags.get(), BAD_PRINCIPAL_TAGS).members()) {
        tags.put(member.name(), text(member.value()));
      }
    }
    Optional<JsonValue> keys = object.get("transitive_tag_keys");
    if (keys.isPresent()) {
      readTexts(keys.get(), transitive);
    }
  }

  private static JsonObject object(JsonValue value, String message) throws RefusedException {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw refused(message);
  }

  /** A tag's value: text, or a list of one text. */
  private static String text(JsonValue value) throws RefusedException {
    return switch (value) {
      case JsonString(var text, var position) -> text;
      case JsonArray(var elements, var position)
          when elements.size() == 1 && elements.getFirst() instanceof JsonString only ->
          only.value();
      default -> throw refused(BAD_PRINCIPAL_TAGS);
    };
  }

  private static void readTexts(JsonValue value, List<String> into) throws RefusedException {
    if (!(value instanceof JsonArray array)) {
      throw refused(BAD_TAGS);
    }
    for (JsonValue element : array.elements()) {
      if (!(element instanceof JsonString text)) {
        throw refused(BAD_TAGS);
      }
      into.add(text.value());
    }
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Refusal.told(Kind.INVALID_TOKEN, message));
  }
}
