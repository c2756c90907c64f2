package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.explain.missing.MissingContext.Reason;
import dev.rolecall.policy.explain.missing.MissingContext.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which conditions the values of a witness satisfy.
 *
 * @param before the request without them
 * @param after the request with them
 */
record Reasons(PossiblePolicies possible, AuthorizationRequest before, AuthorizationRequest after) {
  MissingContext.Witness witness(Map<String, Entry> settled) {
    List<Setting> settings = new ArrayList<>();
    settled.forEach((key, entry) -> settings.add(new Setting(key, entry, reasons(key))));
    return new MissingContext.Witness(settings);
  }

  private List<Reason> reasons(String key) {
    List<Reason> reasons = new ArrayList<>();
    for (PossiblePolicies.InLayer found : possible.inLayers()) {
      PolicyDocument document = found.document();
      for (Statement statement : document.statements()) {
        DecidedBy place = place(found.layer(), document, statement);
        if (OpenParts.patterns(statement.resources()).stream().anyMatch(has(key))
            && statement.covers(before) != statement.covers(after)) {
          reasons.add(new Reason(place, Optional.empty()));
        }
        statement.conditions().stream()
            .filter(condition -> concerns(condition, key) && serves(condition, statement))
            .forEach(condition -> reasons.add(new Reason(place, Optional.of(condition))));
      }
    }
    return reasons;
  }

  private static boolean concerns(Condition condition, String key) {
    return condition.key().equalsIgnoreCase(key)
        || condition.values().stream().map(Object::toString).anyMatch(has(key));
  }

  /** Whether a text has the key as a variable. */
  private static Predicate<String> has(String key) {
    return text -> PolicyVariables.keys(text).stream().anyMatch(key::equalsIgnoreCase);
  }

  /** Whether the values make it hold in an Allow that applies then, or fail in a Deny. */
  private boolean serves(Condition condition, Statement statement) {
    return statement.effect() == Effect.ALLOW
        ? !condition.holds(before.context(), false)
            && condition.holds(after.context(), false)
            && statement.covers(after)
        : condition.holds(before.context(), true) && !condition.holds(after.context(), true);
  }

  private static DecidedBy place(Layer layer, PolicyDocument document, Statement statement) {
    return new DecidedBy(
        layer, document.name(), statement.sid(), statement.index(), statement.position());
  }
}
