package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML text to trees that know where each value stood; what an alias stands for, stood at its
 * anchor. Plain scalars are read by YAML 1.2's core schema, so that {@code no} is text; where
 * kubectl's YAML 1.1 would read a number otherwise, the text is refused.
 */
public final class Yaml {
  private Yaml() {}

  /**
   * The documents of a text; empty ones are left out. Nesting is limited to 100 levels, and what
   * aliases repeat counts each time.
   *
   * @throws JsonException where the text is no YAML, or YAML that JSON cannot say
   */
  public static List<JsonValue> parse(String text) throws JsonException {
    // One buffer for all of it: of a character that takes two units of UTF-16, the engine reads the
    // second beyond its buffer where the first fills it.
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setBufferSize(text.length() + 2).build();
    try {
      return new YamlTrees(new Parse(settings).parseString(text).iterator()).documents();
    } catch (MarkedYamlEngineException e) {
      throw new JsonException(
          "is no YAML: " + e.getProblem(), position(e.getProblemMark().orElse(null)));
    } catch (YamlEngineException e) {
      throw new JsonException("is no YAML: " + e.getMessage(), Position.NONE);
    }
  }

  static Position position(@Nullable Mark mark) {
    return mark == null ? Position.NONE : new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
