package dev.rolecall.policy.lint.text;

import java.util.List;

/** One text of a list, or the only one. */
public record Entry(Element element, String text) {
  static List<Entry> of(Element list) {
    return list.oneOrMany().stream()
        .flatMap(element -> element.text().map(text -> new Entry(element, text)).stream())
        .toList();
  }

  public boolean hasWildcard() {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }
}
