package dev.rolecall.policy.reference;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A request's value against a policy's; operators are in lower case and without their "not". */
final class Values {
  private Values() {}

  /** Whether a request's value is of the operator's type. */
  static boolean comparable(String operator, String one) {
    return switch (operator) {
      case "bool" -> one.equalsIgnoreCase("true") || one.equalsIgnoreCase("false");
      case "binaryequals" -> bytes(one).isPresent();
      case "ipaddress" -> Address.parse(one).isPresent();
      case "arnequals", "arnlike" -> Arns.isArn(one);
      default -> {
        if (operator.startsWith("numeric")) {
          yield number(one).isPresent();
        }
        yield !operator.startsWith("date") || Dates.parse(one).isPresent();
      }
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
          value.equals("*")
              || tokens.apply(value).filter(all -> Arns.match(Token.parts(all), one)).isPresent();
      case "bool" -> value.equalsIgnoreCase(one);
      case "binaryequals" -> Arrays.equals(bytes(one).orElseThrow(), bytes(value).orElseThrow());
      case "ipaddress" -> Address.parse(one).orElseThrow().isIn(value);
      default -> ordered(operator, one, value);
    };
  }

  private static boolean ordered(String operator, String one, String value) {
    if (operator.startsWith("date")) {
      int order = Dates.parse(one).orElseThrow().compareTo(Dates.parse(value).orElseThrow());
      return inOrder(operator.substring("date".length()), order);
    }
    int order = number(one).orElseThrow().compareTo(number(value).orElseThrow());
    return inOrder(operator.substring("numeric".length()), order);
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
