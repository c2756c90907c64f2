package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.Position;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** What a scalar stands for in YAML 1.2's core schema. */
final class YamlScalar {
  private static final ScalarResolver CORE = new CoreScalarResolver();
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  /** As in JSON: longer ones take time and mean nothing. */
  private static final int MAX_LENGTH = 100;

  private YamlScalar() {}

  static JsonValue value(ScalarEvent scalar, Position position) throws JsonException {
    String text = scalar.getValue();
    Tag tag = tag(scalar);
    if (tag.equals(Tag.NULL)) {
      return new JsonNull(position);
    }
    if (tag.equals(Tag.BOOL)) {
      return bool(text.toLowerCase(Locale.ROOT), position);
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text, position);
    }
    return new JsonString(text, position);
  }

  /** The tag that is written, or the one that the text looks like where it is not in quotes. */
  private static Tag tag(ScalarEvent scalar) {
    return scalar
        .getTag()
        .filter(written -> !written.equals("!"))
        .map(Tag::new)
        .orElseGet(
            () -> CORE.resolve(scalar.getValue(), scalar.getImplicit().canOmitTagInPlainScalar()));
  }

  private static JsonValue bool(String text, Position position) throws JsonException {
    return switch (text) {
      case "true" -> new JsonBoolean(true, position);
      case "false" -> new JsonBoolean(false, position);
      default -> throw new JsonException("a boolean must be true or false", position);
    };
  }

  private static JsonValue number(String text, Position position) throws JsonException {
    if (text.length() > MAX_LENGTH || !DECIMAL.matcher(text).matches()) {
      throw new JsonException(
          "'" + text + "' is not one number to every reader of YAML; put it in quotes", position);
    }
    String plain = text.startsWith("+") ? text.substring(1) : text;
    return new JsonNumber(new BigDecimal(plain), plain, position);
  }
}
