package dev.rolecall.policy.reference;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A request's value against a policy's; operators are in lower case and without their "not". */
final class Values {
  private Values() {}

  /** Whether a request's value is an address or an ARN, where it has to be one. */
  static boolean comparable(String operator, String one) {
    return switch (operator) {
      case "ipaddress" -> Address.parse(one).isPresent();
      case "arnequals", "arnlike" -> Arns.isArn(one);
      default -> true;
    };
  }

  /**
   * Whether they match.
   *
   * @param tokens the policy's value with its variables, or empty where one has no value
   */
  static boolean compare(
      String operator, String one, String value, Function<String, Optional<List<Token>>> tokens) {
    return switch (operator) {
      case "stringequals" -> tokens.apply(value).filter(all -> Token.spell(all, one)).isPresent();
      case "stringequalsignorecase" ->
          tokens.apply(value).filter(all -> Token.spell(lower(all), lower(one))).isPresent();
      case "stringlike" -> tokens.apply(value).filter(all -> Token.match(all, one)).isPresent();
      case "arnequals", "arnlike" ->
          (Arns.isArn(one) && value.equals("*"))
              || tokens.apply(value).filter(all -> Arns.match(Token.parts(all), one)).isPresent();
      case "bool" -> value.equalsIgnoreCase(one);
      case "binaryequals" ->
          bytes(one).filter(given -> Arrays.equals(given, bytes(value).orElseThrow())).isPresent();
      case "ipaddress" -> Address.parse(one).filter(given -> given.isIn(value)).isPresent();
      default -> ordered(operator, one, value);
    };
  }

  /** What is no number or date is in no order. */
  private static boolean ordered(String operator, String one, String value) {
    if (operator.startsWith("date")) {
      Instant date = Dates.parse(value).orElseThrow();
      String word = operator.substring("date".length());
      return Dates.parse(one).filter(given -> inOrder(word, given.compareTo(date))).isPresent();
    }
    BigDecimal number = number(value).orElseThrow();
    String word = operator.substring("numeric".length());
    return number(one).filter(given -> inOrder(word, given.compareTo(number))).isPresent();
  }

  private static boolean inOrder(String word, int order) {
    return switch (word) {
      case "equals" -> order == 0;
      case "lessthan" -> order < 0;
      case "lessthanequals" -> order <= 0;
      case "greaterthan" -> order > 0;
      case "greaterthanequals" -> order >= 0;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static List<Token> lower(List<Token> tokens) {
    return tokens.stream()
        .map(token -> new Token(token.kind(), lower("" + token.character()).charAt(0)))
        .toList();
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
