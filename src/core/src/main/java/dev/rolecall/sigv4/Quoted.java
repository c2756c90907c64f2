package dev.rolecall.sigv4;

/** What a caller sent, as an error message may show it: printable ASCII, and not much of it. */
final class Quoted {
  private static final int LONGEST = 64;

  private Quoted() {}

  static String text(String sent) {
    String shown = sent.replaceAll("[^\\x20-\\x7E]", "?");
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "...";
  }
}
