package dev.rolecall.cli;

/** What the script saw of the terminal: Java cannot ask before version 22. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal. */
  static boolean isOutput() {
    return Boolean.getBoolean("rolecall.terminal");
  }
}
