package dev.rolecall.sts.authorize.mapping.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path whose segments are text or captures: {@code /orders/{id}/items/{item+}}. {@code {id}} is
 * one segment that is not empty; {@code {item+}}, at the end only, is all of the rest.
 */
final class PathTemplate {
  private static final Pattern CAPTURE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)(\\+?)}");

  private final List<Segment> segments;

  private PathTemplate(List<Segment> segments) {
    this.segments = segments;
  }

  private sealed interface Segment {
    record Literal(String text) implements Segment {}

    record One(String name) implements Segment {}

    record Rest(String name) implements Segment {}
  }

  /**
   * @throws IllegalArgumentException where it is no template
   */
  static PathTemplate parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("must begin with /");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String[] parts = text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      Segment segment = segment(parts[i], i == parts.length - 1);
      name(segment)
          .filter(name -> !names.add(name))
          .ifPresent(name -> {
            throw new IllegalArgumentException("captures {" + name + "} twice");
          });
      segments.add(segment);
    }
    return new PathTemplate(List.copyOf(segments));
  }

  private static Segment segment(String part, boolean last) {
    Matcher capture = CAPTURE.matcher(part);
    if (capture.matches()) {
      String name = capture.group(1);
      if (capture.group(2).isEmpty()) {
        return new Segment.One(name);
      }
      if (last) {
        return new Segment.Rest(name);
      }
      throw new IllegalArgumentException("has {" + name + "+}, which may only be the end");
    }
    if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "has the segment '" + part + "'; a capture is a whole segment: {name}, or {name+}");
    }
    if (part.indexOf('%') >= 0) {
      throw new IllegalArgumentException(
          "has the segment '" + part + "'; write it decoded: paths are compared after decoding");
    }
    return new Segment.Literal(part);
  }

  private static Optional<String> name(Segment segment) {
    return switch (segment) {
      case Segment.Literal literal -> Optional.empty();
      case Segment.One(var name) -> Optional.of(name);
      case Segment.Rest(var name) -> Optional.of(name);
    };
  }

  Set<String> captures() {
    Set<String> names = new HashSet<>();
    segments.forEach(segment -> name(segment).ifPresent(names::add));
    return names;
  }

  /**
   * What is captured; empty where the path is another.
   *
   * @param path decoded segments
   */
  Optional<Map<String, String>> match(List<String> path) {
    Map<String, String> captured = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      if (i >= path.size()) {
        return Optional.empty();
      }
      String given = path.get(i);
      boolean fits =
          switch (segments.get(i)) {
            case Segment.Literal(var text) -> text.equals(given);
            case Segment.One(var name) -> capture(captured, name, given);
            case Segment.Rest(var name) ->
                capture(captured, name, String.join("/", path.subList(i, path.size())));
          };
      if (!fits) {
        return Optional.empty();
      }
    }
    boolean whole = path.size() == segments.size() || segments.getLast() instanceof Segment.Rest;
    return whole ? Optional.of(captured) : Optional.empty();
  }

  private static boolean capture(Map<String, String> captured, String name, String value) {
    captured.put(name, value);
    return !value.isEmpty();
  }
}
