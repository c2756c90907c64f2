package dev.rolecall.policy;

import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Principals.Principal;
import java.util.List;

/**
 * Whether an entry of {@code Principal} means a caller (IAM User Guide, "Principal"). Allocates
 * nothing.
 */
final class PrincipalMatch {
  private static final String OWN_PARTITION = "aws";
  private static final String USER_ID = "aws:userid";

  private PrincipalMatch() {}

  static Match of(Principal principal, Caller caller, RequestContext context) {
    return switch (principal) {
      case Principals.Anyone anyone -> Match.ANYONE;
      case Principals.Account account -> when(isOf(account, caller), rootOrMember(caller));
      case Principals.Named named -> named(named.arn(), caller);
      case Principals.UniqueId unique -> unique(unique.id(), caller, context);
      case Principals.Identified known ->
          unique(known.id(), caller, context) == Match.NONE
              ? Match.NONE
              : named(known.named().arn(), caller);
      case Principals.Federated federated ->
          when(
              caller instanceof Caller.WebIdentity web
                  && web.provider().equals(federated.provider()),
              Match.CALLER);
      case Principals.Service service ->
          when(
              caller instanceof Caller.Service asking && asking.name().equals(service.name()),
              Match.CALLER);
    };
  }

  /**
   * Whether {@code NotPrincipal} leaves the caller out. AWS checks the account first, then the
   * role, then the session, so each of them must be listed; likewise the user behind a federated
   * session, where it is known.
   */
  static boolean exempts(List<Principal> entries, Caller caller, RequestContext context) {
    return switch (caller) {
      case Caller.RoleSession session ->
          lists(entries, Match.ACCOUNT, caller, context)
              && lists(entries, Match.BEHIND, caller, context)
              && lists(entries, Match.CALLER, caller, context);
      case Caller.Role role ->
          lists(entries, Match.ACCOUNT, caller, context)
              && lists(entries, Match.BEHIND, caller, context);
      case Caller.User user ->
          lists(entries, Match.ACCOUNT, caller, context)
              && lists(entries, Match.CALLER, caller, context);
      case Caller.FederatedUser federated ->
          lists(entries, Match.ACCOUNT, caller, context)
              && (federated.user() == null || lists(entries, Match.BEHIND, caller, context))
              && lists(entries, Match.CALLER, caller, context);
      case Caller.Root root -> lists(entries, Match.CALLER, caller, context);
      case Caller.WebIdentity web -> lists(entries, Match.CALLER, caller, context);
      case Caller.Service service -> lists(entries, Match.CALLER, caller, context);
      case Caller.Anonymous anonymous -> false;
    };
  }

  private static boolean lists(
      List<Principal> entries, Match match, Caller caller, RequestContext context) {
    for (int i = 0; i < entries.size(); i++) {
      if (of(entries.get(i), caller, context) == match) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(Principals.Account account, Caller caller) {
    String partition = account.partition();
    return account.id().equals(caller.accountOrNull())
        && (partition == null || partition.equals(partition(caller)));
  }

  /** Of whom no ARN is known, Rolecall's own. */
  private static String partition(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.arn().partition();
      case Caller.FederatedUser user -> user.arn().partition();
      case Caller.RoleSession session -> session.session().partition();
      default -> OWN_PARTITION;
    };
  }

  private static Match rootOrMember(Caller caller) {
    return caller instanceof Caller.Root ? Match.CALLER : Match.ACCOUNT;
  }

  private static Match named(Arn arn, Caller caller) {
    return switch (caller) {
      case Caller.User user -> when(user.arn().equals(arn), Match.CALLER);
      case Caller.FederatedUser user when user.arn().equals(arn) -> Match.CALLER;
      case Caller.FederatedUser user -> when(arn.equals(user.user()), Match.BEHIND);
      case Caller.RoleSession session when session.session().equals(arn) -> Match.CALLER;
      case Caller.RoleSession session ->
          when(isRole(arn, session.session().partition(), session.role()), Match.BEHIND);
      case Caller.Role role -> when(isRole(arn, OWN_PARTITION, role.role()), Match.BEHIND);
      case Caller.Root root -> Match.NONE;
      case Caller.WebIdentity web -> Match.NONE;
      case Caller.Service service -> Match.NONE;
      case Caller.Anonymous anonymous -> Match.NONE;
    };
  }

  /** Whether both are the same role, compared by parts: the role's text would have to be built. */
  private static boolean isRole(Arn arn, String partition, RoleArn role) {
    String path = role.path();
    String name = role.name();
    String resource = arn.resource();
    return resource.length() == "role".length() + path.length() + name.length()
        && resource.endsWith(name)
        && resource.startsWith("role")
        && resource.startsWith(path, "role".length())
        && arn.account().equals(role.account().value())
        && arn.service().equals("iam")
        && arn.partition().equals(partition)
        && arn.region().isEmpty();
  }

  /** A session's {@code aws:userid} is its role's unique id, a colon and its name. */
  private static Match unique(String id, Caller caller, RequestContext context) {
    String userId = context.single(USER_ID).orElse("");
    return switch (caller) {
      case Caller.User user -> when(userId.equals(id), Match.CALLER);
      case Caller.Role role -> when(userId.equals(id), Match.BEHIND);
      case Caller.RoleSession session ->
          when(
              userId.length() > id.length()
                  && userId.startsWith(id)
                  && userId.charAt(id.length()) == ':',
              Match.BEHIND);
      default -> Match.NONE;
    };
  }

  private static Match when(boolean means, Match match) {
    return means ? match : Match.NONE;
  }
}
