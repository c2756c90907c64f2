package dev.rolecall.policy.lint.text;

import java.util.List;

/** {@code Action}, {@code NotAction}, {@code Resource} or {@code NotResource}. */
public record Listing(Element element, List<Entry> entries) {
  public Listing {
    entries = List.copyOf(entries);
  }

  static Listing of(Element element) {
    return new Listing(element, Entry.of(element));
  }

  /** Whether it means everything but its entries. */
  public boolean excludes() {
    return element.name().startsWith("Not");
  }

  /** Whether {@code text} is among the entries, as it is written. */
  public boolean lists(String text) {
    return entries.stream().anyMatch(entry -> entry.text().equals(text));
  }
}
