package dev.rolecall.policy.reference;

import dev.rolecall.policy.reference.Document.Kind;
import dev.rolecall.policy.reference.Document.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a statement applies to a request, its principals left aside. */
final class Applies {
  private Applies() {}

  static boolean toRequest(Statement statement, Question question) {
    return toAction(statement, question)
        && toResource(statement, question)
        && Conditions.hold(statement, question);
  }

  private static boolean toAction(Statement statement, Question question) {
    return statement.has("Action")
        ? statement.texts("Action").stream().anyMatch(action -> isAction(action, question))
        : statement.texts("NotAction").stream().noneMatch(action -> isAction(action, question));
  }

  /** "The prefix and the action name are case insensitive." */
  private static boolean isAction(String pattern, Question question) {
    List<Token> tokens = Token.of(pattern.toLowerCase(Locale.ROOT), false, question).orElseThrow();
    return Token.match(tokens, question.action().toLowerCase(Locale.ROOT));
  }

  /** A statement without either, in a trust policy or a resource's own, is about that resource. */
  private static boolean toResource(Statement statement, Question question) {
    if (statement.has("Resource")) {
      return statement.texts("Resource").stream()
          .anyMatch(resource -> isResource(resource, statement, question));
    }
    return !statement.has("NotResource")
        || statement.texts("NotResource").stream()
            .noneMatch(resource -> isResource(resource, statement, question));
  }

  /** A variable without a value: "the resource ... will not match any resource". */
  private static boolean isResource(String pattern, Statement statement, Question question) {
    if (pattern.equals("*")) {
      return true;
    }
    Optional<List<Token>> tokens = Token.of(pattern, statement.variables(), question);
    return tokens.isPresent()
        && Arns.match(padded(Token.parts(tokens.get()), statement.kind()), question.resource());
  }

  /** In a principal's policy {@code arn:aws:s3} stands for {@code arn:aws:s3:*:*:*}. */
  private static List<List<Token>> padded(List<List<Token>> parts, Kind kind) {
    if (kind == Kind.OF_RESOURCE) {
      return parts;
    }
    List<List<Token>> padded = new ArrayList<>(parts);
    while (padded.size() < 6) {
      padded.add(List.of(new Token(Token.Kind.STAR, '*')));
    }
    return padded;
  }
}
