package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML text to trees that know where each value stood. Plain scalars are read by YAML 1.2's core
 * schema, so that {@code no} is text; where kubectl's YAML 1.1 would read a number otherwise, the
 * text is refused.
 */
public final class Yaml {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 500_000;
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  private int nodes;

  private Yaml() {}

  /**
   * The documents of a text; empty ones are left out.
   *
   * @throws JsonException where the text is no YAML, or YAML that JSON cannot say
   */
  public static List<JsonValue> parse(String text) throws JsonException {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    Yaml yaml = new Yaml();
    List<JsonValue> documents = new ArrayList<>();
    try {
      Composer composer = new Composer(settings, new BoundedParser(settings, text, MAX_DEPTH));
      while (composer.hasNext()) {
        JsonValue document = yaml.tree(composer.next(), 0);
        if (!(document instanceof JsonNull)) {
          documents.add(document);
        }
      }
    } catch (MarkedYamlEngineException e) {
      throw new JsonException(
          "is no YAML: " + e.getProblem(), position(e.getProblemMark().orElse(null)));
    } catch (YamlEngineException e) {
      throw new JsonException("is no YAML: " + e.getMessage(), Position.NONE);
    }
    return documents;
  }

  private JsonValue tree(Node node, int depth) throws JsonException {
    Position position = position(node.getStartMark().orElse(null));
    nodes++;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      throw new JsonException("is nested too deeply, or too large with its aliases", position);
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, position, depth);
      case SequenceNode sequence -> {
        List<JsonValue> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          elements.add(tree(element, depth + 1));
        }
        yield new JsonArray(elements, position);
      }
      case ScalarNode scalar -> scalar(scalar, position);
      default -> throw new JsonException("cannot be read here", position);
    };
  }

  private JsonObject object(MappingNode mapping, Position position, int depth)
      throws JsonException {
    List<Member> members = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Position place = position(tuple.getKeyNode().getStartMark().orElse(null));
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new JsonException("a field's name must be text", place);
      }
      members.add(new Member(key.getValue(), tree(tuple.getValueNode(), depth + 1), place));
    }
    return new JsonObject(members, position);
  }

  private static JsonValue scalar(ScalarNode scalar, Position position) throws JsonException {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return new JsonNull(position);
    }
    if (tag.equals(Tag.BOOL)) {
      return new JsonBoolean(text.toLowerCase(Locale.ROOT).equals("true"), position);
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text, position);
    }
    return new JsonString(text, position);
  }

  private static JsonValue number(String text, Position position) throws JsonException {
    if (!DECIMAL.matcher(text).matches()) {
      throw new JsonException(
          "'" + text + "' is not one number to every reader of YAML; put it in quotes", position);
    }
    String plain = text.startsWith("+") ? text.substring(1) : text;
    return new JsonNumber(new BigDecimal(plain), plain, position);
  }

  private static Position position(@Nullable Mark mark) {
    return mark == null ? Position.NONE : new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
