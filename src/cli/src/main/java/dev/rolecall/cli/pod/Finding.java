package dev.rolecall.cli.pod;

/** One thing that was looked at. */
sealed interface Finding {
  /** A sentence. It may repeat what anybody wrote: whoever prints it makes it harmless. */
  String text();

  /** It is as it must be. */
  record Fine(String text) implements Finding {}

  /** It is good to know, and wrong in few set-ups. */
  record Note(String text) implements Finding {}

  /**
   * It keeps the pod from its credentials, or gives it others.
   *
   * @param remedy how to mend it
   */
  record Wrong(String text, String remedy) implements Finding {}

  /** The user may not read what would tell. */
  record Unseen(String text) implements Finding {}
}
