package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Severity;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.Listing;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code iam:PassRole} and {@code iam:CreateServiceLinkedRole} for more roles than are listed: by
 * name, by a wildcard or by {@code NotAction}.
 */
final class SensitiveActions {
  private static final Action PASS_ROLE =
      new Action("PASS_ROLE", "iam:PassRole", "iam:PassedToService", SECURITY_WARNING);
  private static final Action CREATE_SLR =
      new Action("CREATE_SLR", "iam:CreateServiceLinkedRole", "iam:AWSServiceName", WARNING);

  /** Every role: {@code *}, or an ARN whose last part is no more than a type and wildcards. */
  private static final Pattern EVERY_ROLE =
      Pattern.compile("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:(role)?/?\\**(/\\*)?");

  static final List<Rule> RULES =
      Stream.of(PASS_ROLE, CREATE_SLR).flatMap(SensitiveActions::rules).toList();

  private SensitiveActions() {}

  /**
   * @param family what the codes begin with
   * @param narrowing the condition key that says for which service
   */
  private record Action(String family, String name, String narrowing, Severity severity) {}

  /** How a statement comes to be about the action. */
  private enum By {
    NAME("by name"),
    WILDCARD("by a wildcard in Action"),
    EXCEPTION("by NotAction");

    private final String words;

    By(String words) {
      this.words = words;
    }
  }

  /** How it comes to be about more roles than are listed. */
  private enum On {
    STAR("every role"),
    NOTRESOURCE("every role but those in NotResource");

    private final String words;

    On(String words) {
      this.words = words;
    }
  }

  private static Stream<Rule> rules(Action action) {
    return Stream.of(
        rule(action, "_WITH_NOTRESOURCE", By.NAME, On.NOTRESOURCE),
        rule(action, "_WITH_STAR_IN_ACTION_AND_NOTRESOURCE", By.WILDCARD, On.NOTRESOURCE),
        rule(action, "_WITH_NOTACTION_AND_NOTRESOURCE", By.EXCEPTION, On.NOTRESOURCE),
        rule(action, "_WITH_STAR_IN_RESOURCE", By.NAME, On.STAR),
        rule(action, "_WITH_STAR_IN_ACTION_AND_RESOURCE", By.WILDCARD, On.STAR),
        rule(action, "_WITH_STAR_IN_RESOURCE_AND_NOTACTION", By.EXCEPTION, On.STAR));
  }

  private static Rule rule(Action action, String suffix, By by, On on) {
    return Rule.ofStatements(
        action.family() + suffix,
        action.severity(),
        "%s is allowed %s on %s, without a condition on %s."
            .formatted(action.name(), by.words, on.words, action.narrowing()),
        statement -> check(action, by, on, statement));
  }

  private static Stream<Remark> check(Action action, By by, On on, StatementText statement) {
    boolean found =
        statement.type() == PolicyType.IDENTITY
            && statement.allows()
            && statement.isAbout(action.name())
            && by(action, statement) == by
            && on(statement).filter(on::equals).isPresent()
            && !statement.demands(action.narrowing());
    if (!found) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            statement.placeOf(by == By.EXCEPTION ? "NotAction" : "Action"),
            "%s is allowed on %s.".formatted(action.name(), on.words),
            "List the roles under Resource, or add a condition on " + action.narrowing() + "."));
  }

  private static By by(Action action, StatementText statement) {
    Listing actions = statement.actions().orElseThrow();
    if (actions.excludes()) {
      return By.EXCEPTION;
    }
    boolean named =
        actions.entries().stream().anyMatch(entry -> entry.text().equalsIgnoreCase(action.name()));
    return named ? By.NAME : By.WILDCARD;
  }

  private static Optional<On> on(StatementText statement) {
    return statement
        .resources()
        .flatMap(resources -> {
          if (resources.excludes()) {
            return Optional.of(On.NOTRESOURCE);
          }
          return resources.entries().stream().anyMatch(SensitiveActions::isEveryRole)
              ? Optional.of(On.STAR)
              : Optional.empty();
        });
  }

  private static boolean isEveryRole(Entry resource) {
    return EVERY_ROLE.matcher(resource.text()).matches();
  }
}
