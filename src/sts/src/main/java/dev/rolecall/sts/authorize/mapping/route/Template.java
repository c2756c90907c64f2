package dev.rolecall.sts.authorize.mapping.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Text with captures, such as {@code arn:aws:orders:::order/{id}}. */
final class Template {
  /** Literal text and names of captures in turn, literal first. */
  private final List<String> parts;

  private Template(List<String> parts) {
    this.parts = parts;
  }

  /**
   * @param captures that there will be
   * @throws IllegalArgumentException where a brace has no partner, or a capture is not known
   */
  static Template parse(String text, Set<String> captures) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("has a { without its }");
      }
      String name = text.substring(open + 1, close);
      if (!captures.contains(name)) {
        throw new IllegalArgumentException(
            "has {%s}, which neither path nor query captures; they capture %s"
                .formatted(name, captures.stream().sorted().toList()));
      }
      parts.add(text.substring(at, open));
      parts.add(name);
      at = close + 1;
    }
    parts.add(text.substring(at));
    return new Template(List.copyOf(parts));
  }

  String fill(Map<String, String> captured) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i % 2 == 0 ? parts.get(i) : captured.getOrDefault(parts.get(i), ""));
    }
    return text.toString();
  }

  /** The names of the captures that begin before the so many-th colon of the literal text. */
  Set<String> capturesBeforeColon(int number) {
    Set<String> names = new HashSet<>();
    int colons = 0;
    for (int i = 0; i < parts.size() && colons < number; i++) {
      if (i % 2 == 1) {
        names.add(parts.get(i));
      } else {
        colons += (int) parts.get(i).chars().filter(character -> character == ':').count();
      }
    }
    return names;
  }
}
