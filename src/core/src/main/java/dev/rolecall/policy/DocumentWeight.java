package dev.rolecall.policy;

/**
 * How much heap JSON takes at most once it is read: its text, its tree, what a policy is parsed to
 * and what it is compiled to. What is counted are the characters that make the reader allocate
 * something; what each costs was measured with documents that have nothing else ({@code
 * DocumentWeightTest} holds it). Of policies as people write them it is twice what they take.
 */
public final class DocumentWeight {
  /** Copies of the text, and tables of some matchers. */
  private static final int CHARACTER = 12;

  /** One that is not of Latin-1 has two bytes in each copy of its text. */
  private static final int WIDE_CHARACTER = 24;

  private static final int QUOTE = 40;

  /** One more value of a list or member of an object, of which there may be no more to see. */
  private static final int COMMA = 110;

  private static final int MEMBER = 40;

  /** In a text it may divide an ARN, each part of which has a pattern. */
  private static final int COLON = 140;

  private static final int ANY_TEXT = 250;

  /** A matcher of the whole piece around it. */
  private static final int ANY_CHARACTER = 1100;

  private static final int VARIABLE = 100;
  private static final int OBJECT = 100;
  private static final int LIST = 60;

  /** Of a number, to its digits. */
  private static final int BARE = 40;

  private DocumentWeight() {}

  /**
   * Bytes of heap.
   *
   * @param json a JSON text
   */
  public static long of(String json) {
    long weight = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char unit = json.charAt(i);
      weight += (unit < 0x100 ? CHARACTER : WIDE_CHARACTER) + more(unit, quoted);
      quoted ^= unit == '"' && !isEscaped(json, i);
    }
    return weight;
  }

  private static int more(char unit, boolean quoted) {
    return switch (unit) {
      case '"' -> QUOTE;
      case ':' -> quoted ? COLON : MEMBER;
      case '*' -> ANY_TEXT;
      case '?' -> ANY_CHARACTER;
      case '$' -> VARIABLE;
      case ',' -> quoted ? 0 : COMMA;
      case '{' -> quoted ? 0 : OBJECT;
      case '[' -> quoted ? 0 : LIST;
      default -> quoted ? 0 : BARE;
    };
  }

  private static boolean isEscaped(String json, int at) {
    int backslashes = 0;
    while (backslashes < at && json.charAt(at - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
