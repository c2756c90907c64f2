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

  /** It stands between two literals. */
  private static final int ANY_CHARACTER = 80;

  /** Bits of the part of a text in which it is the first. */
  private static final int FIRST_ANY_CHARACTER = 70;

  /** Of a piece between two {@code *}, where it has a {@code ?}: it is looked for with tables. */
  private static final int SEARCH = 1100;

  /** The same for each of the piece's characters. */
  private static final int SEARCHED_CHARACTER = 60;

  private static final int VARIABLE = 100;
  private static final int OBJECT = 100;
  private static final int LIST = 60;

  /** Of a number, to its digits. */
  private static final int BARE = 40;

  private static final int UNICODE_ESCAPE = 6;
  private static final int HEXADECIMAL = 16;

  private final String json;
  private int at;
  private long weight;

  /** Whether a {@code *} stands before in the same text. */
  private boolean afterAnyText;

  /** Whether a {@code ?} stands before in the same part of a text. */
  private boolean afterAnyCharacter;

  /** The same of what stands behind the last {@code *}. */
  private boolean searched;

  private int pieceLength;

  private DocumentWeight(String json) {
    this.json = json;
  }

  /**
   * Bytes of heap.
   *
   * @param json a JSON text
   */
  public static long of(String json) {
    return new DocumentWeight(json).weigh();
  }

  private long weigh() {
    while (at < json.length()) {
      char unit = json.charAt(at);
      weight += unit < 0x100 ? CHARACTER : WIDE_CHARACTER;
      at++;
      if (unit == '"') {
        weight += QUOTE;
        text();
      } else {
        weight += ofStructure(unit);
      }
    }
    return weight;
  }

  private static int ofStructure(char unit) {
    return switch (unit) {
      case ':' -> MEMBER;
      case ',' -> COMMA;
      case '{' -> OBJECT;
      case '[' -> LIST;
      case '*' -> ANY_TEXT;
      case '?' -> ANY_CHARACTER;
      case '$' -> VARIABLE;
      default -> BARE;
    };
  }

  /** To behind the quote that ends it, if there is one. */
  private void text() {
    afterAnyText = false;
    afterAnyCharacter = false;
    beginPiece();
    while (at < json.length()) {
      int from = at;
      char unit = json.charAt(from);
      char meant = unit == '\\' ? escaped() : unit;
      at = Math.min(Math.max(at, from + 1), json.length());
      weight += (long) (at - from) * (unit < 0x100 ? CHARACTER : WIDE_CHARACTER);
      if (unit == '"') {
        weight += QUOTE;
        return;
      }
      pieceLength++;
      weigh(meant, from);
    }
  }

  /** What an escape stands for, as far as it may mean something in a pattern. */
  private char escaped() {
    boolean unicode = at + 1 < json.length() && json.charAt(at + 1) == 'u';
    at += unicode ? UNICODE_ESCAPE : 2;
    if (!unicode || at > json.length()) {
      return ' ';
    }
    try {
      return (char) Integer.parseInt(json, at - UNICODE_ESCAPE + 2, at, HEXADECIMAL);
    } catch (NumberFormatException e) {
      return ' ';
    }
  }

  private void weigh(char unit, int place) {
    switch (unit) {
      case ':' -> {
        weight += COLON;
        afterAnyCharacter = false;
      }
      case '*' -> anyText(place >= 2 && json.startsWith("${", place - 2));
      case '?' -> {
        weight += ANY_CHARACTER + (afterAnyCharacter ? 0 : FIRST_ANY_CHARACTER);
        afterAnyCharacter = true;
        searched = true;
      }
      case '$' -> weight += VARIABLE;
      default -> {
        // Its place in the text is all it takes.
      }
    }
  }

  /**
   * @param literal where the policy's version makes it so: it is taken for either
   */
  private void anyText(boolean literal) {
    weight += ANY_TEXT;
    if (searched && afterAnyText) {
      weight += SEARCH + (long) pieceLength * SEARCHED_CHARACTER;
    }
    if (!literal || !afterAnyText) {
      beginPiece();
    }
    afterAnyText = true;
    afterAnyCharacter = false;
  }

  private void beginPiece() {
    searched = false;
    pieceLength = 0;
  }
}
