package dev.rolecall.sts.authorize.asking;

import dev.rolecall.policy.pattern.Glob;
import java.util.List;

/** Texts with wildcards, of which one must fit; parsed once, since each question asks them. */
public final class Patterns {
  private final List<String> texts;
  private final List<Glob> globs;

  Patterns(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.globs = texts.stream().map(Glob::of).toList();
  }

  boolean fit(String text) {
    for (Glob glob : globs) {
      if (glob.matches(text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Patterns that && texts.equals(that.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return texts.toString();
  }
}
