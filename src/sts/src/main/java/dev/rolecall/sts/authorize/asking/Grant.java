package dev.rolecall.sts.authorize.asking;

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
public record Grant(Patterns actions, Patterns resources, Patterns accounts) {
  /** Of texts as configuration has them. */
  public Grant(List<String> actions, List<String> resources, List<String> accounts) {
    this(
        new Patterns(actions.stream().map(LetterCase::lower).toList()),
        new Patterns(resources),
        new Patterns(accounts));
  }

  boolean covers(Operation operation) {
    return actions.fit(LetterCase.lower(operation.action()))
        && resources.fit(operation.resource())
        && accounts.fit(operation.resourceAccount().value());
  }
}
