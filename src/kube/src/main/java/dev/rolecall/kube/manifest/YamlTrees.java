package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * A parser's events to trees. Limits are checked at each event, before anything is built: a deep or
 * endless text costs no more than what was read of it.
 */
final class YamlTrees {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 500_000;

  /**
   * A value, and what it adds to limits wherever an alias repeats it.
   *
   * @param height the levels of objects and lists in it
   */
  private record Built(JsonValue value, int nodes, int height) {}

  private final Iterator<Event> events;
  private final Map<Anchor, Built> anchors = new HashMap<>();
  private int nodes;

  YamlTrees(Iterator<Event> events) {
    this.events = events;
  }

  List<JsonValue> documents() throws JsonException {
    List<JsonValue> documents = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent) {
        anchors.clear();
        JsonValue document = node(events.next(), 0).value();
        if (!(document instanceof JsonNull)) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  private Built node(Event event, int depth) throws JsonException {
    Position position = position(event);
    Built built =
        switch (event) {
          case AliasEvent alias -> repeated(alias, position);
          case ScalarEvent scalar -> counted(YamlScalar.value(scalar, position));
          case MappingStartEvent start -> object(position, depth);
          case SequenceStartEvent start -> array(position, depth);
          default -> throw new JsonException("cannot be read here", position);
        };
    if (depth + built.height() > MAX_DEPTH || nodes > MAX_NODES) {
      throw tooMuch(position);
    }
    anchor(event).ifPresent(name -> anchors.put(name, built));
    return built;
  }

  private Built counted(JsonValue scalar) {
    nodes++;
    return new Built(scalar, 1, 0);
  }

  private Built repeated(AliasEvent alias, Position position) throws JsonException {
    Built meant = anchors.get(alias.getAlias());
    if (meant == null) {
      throw new JsonException(
          "the alias *" + alias.getAlias() + " stands before or inside of what it repeats",
          position);
    }
    nodes += meant.nodes();
    return meant;
  }

  private Built array(Position position, int depth) throws JsonException {
    int before = nodes++;
    int height = 0;
    List<JsonValue> elements = new ArrayList<>();
    checkDepth(depth, position);
    for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      Built element = node(next, depth + 1);
      elements.add(element.value());
      height = Math.max(height, element.height());
    }
    return new Built(new JsonArray(elements, position), nodes - before, height + 1);
  }

  private Built object(Position position, int depth) throws JsonException {
    int before = nodes++;
    int height = 0;
    List<Member> members = new ArrayList<>();
    checkDepth(depth, position);
    for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
      String name = name(next);
      Built value = node(events.next(), depth + 1);
      members.add(new Member(name, value.value(), position(next)));
      height = Math.max(height, value.height());
    }
    return new Built(new JsonObject(members, position), nodes - before, height + 1);
  }

  private static String name(Event event) throws JsonException {
    if (!(event instanceof ScalarEvent key)) {
      throw new JsonException("a field's name must be text", position(event));
    }
    if (key.isPlain() && key.getValue().equals("<<")) {
      throw new JsonException(
          "not every reader of YAML merges fields with <<; write them out", position(event));
    }
    return key.getValue();
  }

  private static void checkDepth(int depth, Position position) throws JsonException {
    if (depth >= MAX_DEPTH) {
      throw tooMuch(position);
    }
  }

  private static JsonException tooMuch(Position position) {
    return new JsonException("is nested too deeply, or too large with its aliases", position);
  }

  private static Optional<Anchor> anchor(Event event) {
    return event instanceof NodeEvent node && !(event instanceof AliasEvent)
        ? node.getAnchor()
        : Optional.empty();
  }

  private static Position position(Event event) {
    return Yaml.position(event.getStartMark().orElse(null));
  }
}
