package dev.rolecall.cli.console;

import java.util.Map;

/** Colours, where they help: on a terminal whose user did not set {@code NO_COLOR}. */
public enum Style {
  PLAIN(""),
  GOOD("\u001b[32m"),
  BAD("\u001b[31m"),
  FAINT("\u001b[2m"),
  STRONG("\u001b[1m");

  private static final String RESET = "\u001b[0m";

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** {@code text} in this style, or as it is where colours are off. */
  public String paint(String text, boolean colours) {
    return colours && this != PLAIN ? code + text + RESET : text;
  }

  /**
   * Whether to use colours (see no-color.org).
   *
   * @param terminal whether standard output is one
   */
  public static boolean wanted(boolean terminal, Map<String, String> environment) {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }
}
