package dev.rolecall.policy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.index.Query;
import dev.rolecall.policy.pattern.ActionName;
import dev.rolecall.policy.pattern.ArnPattern;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One question to the policies. What every decision on it needs is prepared once, here. */
public final class AuthorizationRequest implements Query {
  static final int SERVICE = 2;
  static final int REGION = 3;
  static final int ACCOUNT = 4;
  static final int LAST = 5;

  private final Caller caller;
  private final ActionName action;
  private final String resource;
  private final AccountId resourceAccount;
  private final RequestContext context;

  /** Where the resource's segments begin, as {@link #segment} says. */
  private final int service;

  private final int region;
  private final int account;
  private final int last;

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
    int[] segments = segments(resource);
    this.service = segments[SERVICE];
    this.region = segments[REGION];
    this.account = segments[ACCOUNT];
    this.last = segments[LAST];
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
   * @param number from {@link #SERVICE} to {@link #LAST}, which keeps its colons
   * @return its place in the resource, or -1 where the resource is no ARN
   */
  @Override
  public int segment(int number) {
    return switch (number) {
      case SERVICE -> service;
      case REGION -> region;
      case ACCOUNT -> account;
      case LAST -> last;
      default -> throw new IllegalArgumentException("no segment " + number);
    };
  }

  @Override
  public @Nullable String value(String lowerCaseKey) {
    return switch (context.given(lowerCaseKey)) {
      case String single -> single;
      case RequestContext.Entry entry when !entry.multivalued() && !entry.values().isEmpty() ->
          entry.values().get(0);
      case null, default -> null;
    };
  }

  @Override
  public @Nullable Object principal(int number) {
    return CallerNames.name(caller, number);
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
