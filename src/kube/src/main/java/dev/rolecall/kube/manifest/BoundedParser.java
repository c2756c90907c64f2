package dev.rolecall.kube.manifest;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A YAML parser that refuses deep nesting while it reads: what composes its events calls itself for
 * each level, and a few thousand brackets would overflow the stack.
 */
final class BoundedParser implements Parser {
  private final Parser parser;
  private final int deepest;
  private int depth;

  /**
   * @param deepest the deepest nesting of lists and maps that is let through
   */
  BoundedParser(LoadSettings settings, String text, int deepest) {
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    this.deepest = deepest;
  }

  @Override
  public boolean checkEvent(Event.@Nullable ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    if (event instanceof CollectionStartEvent && ++depth > deepest) {
      throw new ParserException("it is nested too deeply", event.getStartMark());
    }
    if (event instanceof CollectionEndEvent) {
      depth--;
    }
    return event;
  }
}
