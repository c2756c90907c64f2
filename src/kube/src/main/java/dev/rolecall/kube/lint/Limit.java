package dev.rolecall.kube.lint;

import dev.rolecall.directory.Account;
import dev.rolecall.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies of which one must allow an action and none may deny it, whatever a role's own policies
 * say.
 *
 * @param name what a sentence calls it, {@code level 1 of the guardrails of Account 'shop'}
 */
public record Limit(String name, List<PolicyDocument> policies) {
  public Limit {
    policies = List.copyOf(policies);
  }

  /** The levels of an account's guardrails, from 1, and the boundary that it has for all roles. */
  public static List<Limit> of(Account account) {
    List<Limit> limits = new ArrayList<>();
    for (int i = 0; i < account.scps().size(); i++) {
      limits.add(
          new Limit(
              "level %d of the guardrails of Account '%s'".formatted(i + 1, account.name()),
              account.scps().get(i)));
    }
    if (account.boundary() != null) {
      limits.add(
          new Limit(
              "the permissions boundary of Account '%s'".formatted(account.name()),
              List.of(account.boundary())));
    }
    return List.copyOf(limits);
  }
}
