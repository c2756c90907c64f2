package dev.rolecall.isolation.scene;

import java.util.Locale;

/** What came of an attack. */
public sealed interface Outcome {
  /** What was seen, in one line. */
  String evidence();

  /** Nobody got what is not his, and the others were served. */
  record Blocked(String evidence) implements Outcome {}

  /** Somebody got what is not his, or kept the others from being served. */
  record Leaked(String evidence) implements Outcome {}

  /** As reports name it. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
