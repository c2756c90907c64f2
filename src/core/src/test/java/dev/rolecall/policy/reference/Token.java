package dev.rolecall.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A character of a pattern, or a wildcard. What came in for a variable is data: it is neither a
 * wildcard nor does its colon end a part of an ARN.
 */
record Token(Kind kind, char character) {
  enum Kind {
    WRITTEN,
    DATA,
    STAR,
    ONE
  }

  /**
   * The tokens of a pattern, or empty where a variable has no value.
   *
   * @param variables whether the policy's version has variables
   */
  static Optional<List<Token>> of(String text, boolean variables, Question question) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (variables && text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        Optional<String> value = value(text.substring(at + 2, end), question);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        value.get().chars().forEach(c -> tokens.add(new Token(Kind.DATA, (char) c)));
        at = end + 1;
      } else {
        tokens.add(written(text.charAt(at)));
        at++;
      }
    }
    return Optional.of(tokens);
  }

  private static Token written(char c) {
    return switch (c) {
      case '*' -> new Token(Kind.STAR, c);
      case '?' -> new Token(Kind.ONE, c);
      default -> new Token(Kind.WRITTEN, c);
    };
  }

  /** The text for {@code ${body}}: an escape, the key's value, or the default. */
  private static Optional<String> value(String body, Question question) {
    if (body.equals("*") || body.equals("?") || body.equals("$")) {
      return Optional.of(body);
    }
    int comma = body.indexOf(',');
    if (comma < 0) {
      return question.single(body.strip());
    }
    String key = body.substring(0, comma).strip();
    if (question.given(key).isPresent()) {
      // "Multivalued keys can't be used as policy variables", and a default is for a missing key.
      return question.single(key);
    }
    String quoted = body.substring(comma + 1).strip();
    return Optional.of(quoted.substring(1, quoted.length() - 1));
  }

  /** Whether the tokens are the text, wildcards taken as the characters they are. */
  static boolean spell(List<Token> tokens, String text) {
    StringBuilder spelt = new StringBuilder();
    tokens.forEach(token -> spelt.append(token.character()));
    return spelt.toString().equals(text);
  }

  /** Whether the tokens match the text: {@code *} any characters or none, {@code ?} one. */
  static boolean match(List<Token> tokens, String text) {
    return match(tokens, 0, text, 0, new boolean[tokens.size() + 1][text.length() + 1]);
  }

  private static boolean match(
      List<Token> tokens, int token, String text, int at, boolean[][] failed) {
    if (token == tokens.size()) {
      return at == text.length();
    }
    if (failed[token][at]) {
      return false;
    }
    boolean here = at < text.length();
    boolean matches =
        switch (tokens.get(token).kind()) {
          case STAR ->
              match(tokens, token + 1, text, at, failed)
                  || (here && match(tokens, token, text, at + 1, failed));
          case ONE -> here && match(tokens, token + 1, text, at + 1, failed);
          case WRITTEN, DATA ->
              here
                  && tokens.get(token).character() == text.charAt(at)
                  && match(tokens, token + 1, text, at + 1, failed);
        };
    failed[token][at] = !matches;
    return matches;
  }

  /** The parts of an ARN's pattern: cut at the first five colons that the policy itself wrote. */
  static List<List<Token>> parts(List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    List<Token> part = new ArrayList<>();
    for (Token token : tokens) {
      if (token.equals(new Token(Kind.WRITTEN, ':')) && parts.size() < 5) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(token);
      }
    }
    parts.add(part);
    return parts;
  }
}
