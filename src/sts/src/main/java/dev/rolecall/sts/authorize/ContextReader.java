package dev.rolecall.sts.authorize;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.lint.rule.GlobalKeys;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a question says of the request's condition keys. Every pattern of every policy may be
 * compared with every value, so there are bounds on all of them.
 */
final class ContextReader {
  private static final String NAME = "context";
  private static final int MOST_KEYS = 250;
  private static final int LONGEST_KEY = 512;
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_VALUE = 2048;

  private ContextReader() {}

  static Map<String, RequestContext.Entry> read(JsonFields question) throws FieldException {
    Map<String, RequestContext.Entry> context = new LinkedHashMap<>();
    Optional<JsonValue> value = question.value(NAME);
    if (value.isEmpty()) {
      return context;
    }
    if (!(value.get() instanceof JsonObject object)) {
      throw question.problem(NAME, "must be an object of text or lists of text");
    }
    if (object.members().size() > MOST_KEYS) {
      throw question.problem(
          NAME,
          "has %d keys of at most %d; leave out those that no policy asks for"
              .formatted(object.members().size(), MOST_KEYS));
    }
    for (Member member : object.members()) {
      context.put(member.name(), entry(member));
    }
    return context;
  }

  private static RequestContext.Entry entry(Member member) throws FieldException {
    String key = member.name();
    if (key.length() > LONGEST_KEY) {
      throw JsonFields.problem(
          NAME,
          member.position(),
          "has a key of %d characters of at most %d; leave it out"
              .formatted(key.length(), LONGEST_KEY));
    }
    String path = NAME + "." + key;
    boolean multivalued = member.value() instanceof JsonArray;
    if (multivalued && GlobalKeys.isSingleValued(key)) {
      throw JsonFields.problem(
          path,
          member.value().position(),
          "has a single value, which must be text: conditions on it do not look into a list");
    }
    List<String> values = JsonFields.texts(member.value(), path, LONGEST_VALUE);
    if (values.size() > MOST_VALUES) {
      throw JsonFields.problem(
          path,
          member.value().position(),
          "has %d values of at most %d; give those that the request names itself"
              .formatted(values.size(), MOST_VALUES));
    }
    return new RequestContext.Entry(values, multivalued);
  }
}
