package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.pattern.ActionName;
import dev.rolecall.policy.pattern.ArnPattern;
import java.util.Arrays;
import java.util.Objects;

/** One question to the policies. What every decision on it needs is prepared once, here. */
public final class AuthorizationRequest {
  private final Caller caller;
  private final ActionName action;
  private final String resource;
  private final AccountId resourceAccount;
  private final RequestContext context;
  private final int[] segments;

  /**
   * @param action {@code service:Name}
   * @param resource an ARN, or {@code *}
   * @param resourceAccount the account that owns the resource
   */
  public AuthorizationRequest(
      Caller caller,
      String action,
      String resource,
      AccountId resourceAccount,
      RequestContext context) {
    this.caller = Objects.requireNonNull(caller, "caller");
    this.action = ActionName.of(action);
    this.resource = Objects.requireNonNull(resource, "resource");
    this.resourceAccount = Objects.requireNonNull(resourceAccount, "resourceAccount");
    this.context = Objects.requireNonNull(context, "context");
    this.segments = segments(resource);
  }

  public Caller caller() {
    return caller;
  }

  /** As the request writes it. */
  public String action() {
    return action.text();
  }

  /** The same, ready to match. */
  public ActionName actionName() {
    return action;
  }

  public String resource() {
    return resource;
  }

  /**
   * Where a segment of the resource's ARN begins.
   *
   * @param number 0 for {@code arn} up to 5 for the last segment, which keeps its colons
   * @return its place in the resource, or -1 where the resource is no ARN
   */
  int segment(int number) {
    return segments[number];
  }

  private static int[] segments(String resource) {
    int[] segments = new int[ArnPattern.SEGMENTS];
    int at = 0;
    for (int i = 1; i < segments.length; i++) {
      at = resource.indexOf(':', at) + 1;
      if (at == 0) {
        Arrays.fill(segments, -1);
        return segments;
      }
      segments[i] = at;
    }
    return segments;
  }

  public AccountId resourceAccount() {
    return resourceAccount;
  }

  public RequestContext context() {
    return context;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationRequest that
        && caller.equals(that.caller)
        && action.equals(that.action)
        && resource.equals(that.resource)
        && resourceAccount.equals(that.resourceAccount)
        && context.equals(that.context);
  }

  @Override
  public int hashCode() {
    return Objects.hash(caller, action, resource, resourceAccount, context);
  }

  @Override
  public String toString() {
    return caller + " " + action.text() + " " + resource;
  }
}
