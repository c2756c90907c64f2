package dev.rolecall.sts.denial;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.session.Session;

/**
 * Something that a session's policies, or those of what it wanted to act on, did not allow.
 *
 * @param context condition keys that the session's account may know
 */
public record Denial(
    Session caller, String action, Resource resource, Decision decision, RequestContext context) {
  /**
   * What was to be acted on.
   *
   * @param name an ARN, or {@code *}
   * @param account whose it is, and whose its policy is
   */
  public record Resource(String name, String account) {
    public static Resource of(String name, AccountId account) {
      return new Resource(name, account.value());
    }
  }

  /** Whether the resource is of the caller's own account. */
  boolean isOwn() {
    return resource.account().equals(caller.account().value());
  }
}
