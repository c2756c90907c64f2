package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator.Quantifier;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which parts of statements depend on condition keys that a request does not have. */
record OpenParts(AuthorizationRequest request) {
  /** Where unique ids are looked for that principals name. */
  static final String USER_ID = "aws:userid";

  /** Whether some values of missing keys may make it apply. */
  boolean mayApply(Statement statement) {
    return covers(statement.actions())
        && (statement.resources().cover(request.resource(), request.context())
            || hasOpenResource(statement))
        && statement.conditions().stream()
            .allMatch(condition -> isOpen(condition) || holds(condition, statement.effect()));
  }

  /**
   * Whether its principals mean the caller, or may with a value of a missing key.
   *
   * @param bounded whether the caller has a permissions boundary
   */
  boolean mayMean(Statement statement, boolean bounded) {
    Principals principals = statement.principals();
    if (principals instanceof Principals.Implied || hasOpenPrincipal(statement)) {
      return true;
    }
    return statement.effect() == Effect.DENY
        ? principals.reach(request.caller(), request.context(), bounded)
        : principals.match(request.caller(), request.context()) != Match.NONE;
  }

  boolean isOpen(Statement statement) {
    return hasOpenResource(statement)
        || hasOpenPrincipal(statement)
        || statement.conditions().stream().anyMatch(this::isOpen);
  }

  /** Whether its outcome depends on a missing key; some operators answer the same always. */
  boolean isOpen(Condition condition) {
    boolean constant =
        condition.operator().comparison() == Comparison.NULL
            && condition.operator().quantifier() != Quantifier.SINGLE;
    return !constant && missingKeys(condition).findAny().isPresent();
  }

  boolean hasOpenResource(Statement statement) {
    return resourceKeys(statement).findAny().isPresent();
  }

  /** Whether it names unique ids, and the request does not tell the caller's. */
  boolean hasOpenPrincipal(Statement statement) {
    return isMissing(USER_ID) && uniqueIds(statement.principals()).findAny().isPresent();
  }

  static Stream<String> uniqueIds(Principals principals) {
    List<Principals.Principal> entries =
        switch (principals) {
          case Principals.Listed listed -> listed.entries();
          case Principals.Except except -> except.entries();
          case Principals.Implied implied -> List.of();
        };
    return entries.stream()
        .flatMap(
            entry -> entry instanceof Principals.UniqueId(var id) ? Stream.of(id) : Stream.of());
  }

  /** The missing keys that the statement asks for, as it spells them. */
  List<String> missingKeys(Statement statement) {
    List<String> keys = new ArrayList<>(resourceKeys(statement).toList());
    statement.conditions().stream()
        .filter(this::isOpen)
        .flatMap(this::missingKeys)
        .forEach(keys::add);
    if (hasOpenPrincipal(statement)) {
      keys.add(USER_ID);
    }
    return keys;
  }

  Stream<String> missingKeys(Condition condition) {
    return Stream.concat(
            Stream.of(condition.key()),
            condition.values().stream()
                .flatMap(test -> PolicyVariables.keys(test.toString()).stream()))
        .filter(this::isMissing);
  }

  /** The missing keys that are variables of resources that might be this one. */
  Stream<String> resourceKeys(Statement statement) {
    return patterns(statement.resources()).stream()
        .filter(pattern -> VariableValues.mayMatch(pattern, request.resource()))
        .flatMap(pattern -> PolicyVariables.keys(pattern).stream())
        .filter(this::isMissing);
  }

  static List<String> patterns(Resources resources) {
    return switch (resources) {
      case Resources.Listed(var patterns) -> patterns.stream().map(Object::toString).toList();
      case Resources.Except(var patterns) -> patterns.stream().map(Object::toString).toList();
      case Resources.Attached attached -> List.of();
    };
  }

  boolean isMissing(String key) {
    return request.context().get(key).filter(entry -> !entry.values().isEmpty()).isEmpty();
  }

  boolean holds(Condition condition, Effect effect) {
    return condition.holds(request.context(), effect == Effect.DENY);
  }

  private boolean covers(Actions actions) {
    return actions.cover(request.actionName());
  }
}
