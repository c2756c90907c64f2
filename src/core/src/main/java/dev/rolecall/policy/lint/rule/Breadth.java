package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.Listing;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements that allow more than they list. */
final class Breadth {
  private static final Pattern WHOLE_SERVICE = Pattern.compile("[A-Za-z0-9-]+:\\*");

  /** An ARN that names no resource: everything of a service. */
  private static final Pattern EFFECTIVELY_STAR =
      Pattern.compile("arn:[^:]*:[^:]*:\\**:\\**:\\*+|arn:[^:]*:\\*:.*");

  /** {@code ${key}} without a default; escapes are no variables. */
  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{[^*?$,}][^,}]*}");

  static final List<Rule> RULES =
      List.of(
          Rule.ofStatements(
              "FULL_WILDCARD",
              SECURITY_WARNING,
              "An identity policy allows every action on every resource, without a condition.",
              Breadth::fullWildcard),
          Rule.ofStatements(
              "SERVICE_WILDCARD",
              SUGGESTION,
              "An identity policy allows every action of a service on every resource.",
              Breadth::serviceWildcard),
          Rule.ofStatements(
              "RESOURCE_STAR",
              SUGGESTION,
              "An identity policy allows listed actions on every resource, without a condition.",
              Breadth::resourceStar),
          Rule.ofStatements(
              "RESOURCE_EFFECTIVELY_STAR",
              SUGGESTION,
              "An identity policy allows actions on an ARN that stands for everything of a service.",
              Breadth::effectivelyStar),
          Rule.ofStatements(
              "NOTACTION_WITH_ALLOW",
              SECURITY_WARNING,
              "An identity policy allows all actions but some, those of tomorrow included.",
              statement ->
                  except(
                      statement,
                      "NotAction",
                      "Every action but these is allowed, also those that do not exist yet.",
                      "List the actions under Action.")),
          Rule.ofStatements(
              "NOTRESOURCE_WITH_ALLOW",
              SECURITY_WARNING,
              "An identity policy allows all resources but some, those of tomorrow included.",
              statement ->
                  except(
                      statement,
                      "NotResource",
                      "Every resource but these is allowed, also those that do not exist yet.",
                      "List the resources under Resource.")),
          new Rule(
              "UNRESOLVED_VARIABLE_IN_NOTRESOURCE",
              WARNING,
              "A NotResource with a variable that has no default: without a value it excludes"
                  + " nothing.",
              Breadth::unresolved),
          Rule.ofStatements(
              "WILDCARD_IN_SERVICE_NAME",
              SUGGESTION,
              "A wildcard for the service of an ARN; in actions it is refused.",
              Breadth::services));

  private Breadth() {}

  private static boolean gives(StatementText statement) {
    return statement.type() == PolicyType.IDENTITY && statement.allows();
  }

  private static boolean givesWithoutCondition(StatementText statement) {
    return gives(statement) && statement.conditions().isEmpty();
  }

  private static boolean isFull(StatementText statement) {
    return statement.isAboutEveryAction() && statement.isAboutEveryResource();
  }

  private static Stream<Remark> fullWildcard(StatementText statement) {
    return Stream.of(statement)
        .filter(found -> givesWithoutCondition(found) && isFull(found))
        .map(found ->
            Remark.at(
                found.placeOf("Action"),
                "Everything is allowed on everything.",
                "List the actions and resources that are needed."));
  }

  private static Stream<Remark> serviceWildcard(StatementText statement) {
    if (!gives(statement) || !statement.isAboutEveryResource()) {
      return Stream.empty();
    }
    return listed(statement.actions().stream(), entry -> isWholeService(entry))
        .map(entry ->
            Remark.at(
                entry.element(),
                "'" + entry.text() + "' is allowed on every resource.",
                "List the actions that are needed, or the resources."));
  }

  private static boolean isWholeService(Entry action) {
    return WHOLE_SERVICE.matcher(action.text()).matches();
  }

  private static Stream<Entry> listed(Stream<Listing> listings, Predicate<Entry> form) {
    return listings
        .filter(listing -> !listing.excludes())
        .flatMap(listing -> listing.entries().stream())
        .filter(form);
  }

  private static Stream<Remark> resourceStar(StatementText statement) {
    boolean told =
        isFull(statement)
            || statement.actions().filter(Listing::excludes).isPresent()
            || listed(statement.actions().stream(), Breadth::isWholeService).findAny().isPresent();
    if (!givesWithoutCondition(statement) || !statement.isAboutEveryResource() || told) {
      return Stream.empty();
    }
    return Stream.of(
        Remark.at(
            statement.placeOf("Resource"),
            "The actions are allowed on every resource.",
            "List the resources, where the actions have any."));
  }

  private static Stream<Remark> effectivelyStar(StatementText statement) {
    if (!givesWithoutCondition(statement)) {
      return Stream.empty();
    }
    return listed(
            statement.resources().stream(),
            entry -> EFFECTIVELY_STAR.matcher(entry.text()).matches())
        .map(entry ->
            Remark.at(
                entry.element(),
                "'" + entry.text() + "' stands for everything of a service.",
                "Name the resources."));
  }

  private static Stream<Remark> except(
      StatementText statement, String name, String message, String fix) {
    return statement.element().member(name).stream()
        .filter(element -> gives(statement))
        .map(element -> Remark.at(element, message, fix));
  }

  private static Stream<Remark> unresolved(PolicyText policy) {
    if (policy.variables().isEmpty()) {
      return Stream.empty();
    }
    return policy.statements().stream()
        .flatMap(statement -> statement.resources().filter(Listing::excludes).stream())
        .flatMap(listing -> listing.entries().stream())
        .filter(entry -> UNRESOLVED.matcher(entry.text()).find())
        .map(entry ->
            Remark.at(
                entry.element(),
                "Where the variable of '" + entry.text() + "' has no value, nothing is excluded.",
                "Give it a default, ${key, 'none'}, or use Resource."));
  }

  private static Stream<Remark> services(StatementText statement) {
    return statement.resources().stream()
        .flatMap(listing -> listing.entries().stream())
        .filter(entry -> entry.text().startsWith("arn:"))
        .filter(entry -> ArnText.of(entry.text()).service().matches(".*[*?].*"))
        .map(entry ->
            Remark.at(
                entry.element(),
                "The service of '" + entry.text() + "' has a wildcard: other services fit too.",
                "Name the service."));
  }
}
