package dev.rolecall.sts.authorize.asking;

import dev.rolecall.policy.pattern.Glob;
import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.sts.authorize.mapping.Operation;
import java.util.List;

/**
 * What a service may ask about: action, resource and account must each fit a pattern, in which
 * {@code *} is any text and {@code ?} one character.
 *
 * @param actions whatever their case
 * @param accounts ids, or {@code *}
 */
public record Grant(List<String> actions, List<String> resources, List<String> accounts) {
  public Grant {
    actions = actions.stream().map(LetterCase::lower).toList();
    resources = List.copyOf(resources);
    accounts = List.copyOf(accounts);
  }

  boolean covers(Operation operation) {
    return anyFits(actions, LetterCase.lower(operation.action()))
        && anyFits(resources, operation.resource())
        && anyFits(accounts, operation.resourceAccount().value());
  }

  private static boolean anyFits(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> Glob.of(pattern).matches(text));
  }
}
