package dev.rolecall.policy;

import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Principals.Principal;
import java.util.List;
import java.util.Optional;

/** Whether an entry of {@code Principal} means a caller (IAM User Guide, "Principal"). */
final class PrincipalMatch {
  private static final String USER_ID = "aws:userid";

  private PrincipalMatch() {}

  static Match of(Principal principal, Caller caller, RequestContext context) {
    return switch (principal) {
      case Principals.Anyone anyone -> Match.ANYONE;
      case Principals.Account account ->
          when(caller.account().equals(Optional.of(account.id())), rootOrMember(caller));
      case Principals.Named named -> named(named.arn(), caller);
      case Principals.UniqueId unique -> unique(unique.id(), caller, context);
      case Principals.Federated federated ->
          when(caller.equals(new Caller.WebIdentity(federated.provider())), Match.CALLER);
      case Principals.Service service ->
          when(caller.equals(new Caller.Service(service.name())), Match.CALLER);
    };
  }

  /**
   * Whether {@code NotPrincipal} leaves the caller out. AWS checks the account first, then the
   * role, then the session, so each of them must be listed.
   */
  static boolean exempts(List<Principal> entries, Caller caller, RequestContext context) {
    List<Match> matches =
        entries.stream().map(entry -> of(entry, caller, context)).distinct().toList();
    return switch (caller) {
      case Caller.RoleSession session ->
          matches.containsAll(List.of(Match.ACCOUNT, Match.ROLE, Match.CALLER));
      case Caller.User user -> matches.containsAll(List.of(Match.ACCOUNT, Match.CALLER));
      case Caller.FederatedUser user -> matches.containsAll(List.of(Match.ACCOUNT, Match.CALLER));
      case Caller.Root root -> matches.contains(Match.CALLER);
      case Caller.WebIdentity web -> matches.contains(Match.CALLER);
      case Caller.Service service -> matches.contains(Match.CALLER);
      case Caller.Anonymous anonymous -> false;
    };
  }

  private static Match rootOrMember(Caller caller) {
    return caller instanceof Caller.Root ? Match.CALLER : Match.ACCOUNT;
  }

  private static Match named(String arn, Caller caller) {
    return switch (caller) {
      case Caller.User user -> when(user.arn().toString().equals(arn), Match.CALLER);
      case Caller.FederatedUser user -> when(user.arn().toString().equals(arn), Match.CALLER);
      case Caller.RoleSession session when session.session().toString().equals(arn) -> Match.CALLER;
      case Caller.RoleSession session -> when(session.role().toString().equals(arn), Match.ROLE);
      case Caller.Root root -> Match.NONE;
      case Caller.WebIdentity web -> Match.NONE;
      case Caller.Service service -> Match.NONE;
      case Caller.Anonymous anonymous -> Match.NONE;
    };
  }

  /** A session's {@code aws:userid} is its role's unique id, a colon and its name. */
  private static Match unique(String id, Caller caller, RequestContext context) {
    String userId = context.single(USER_ID).orElse("");
    return switch (caller) {
      case Caller.User user -> when(userId.equals(id), Match.CALLER);
      case Caller.RoleSession session -> when(userId.startsWith(id + ":"), Match.ROLE);
      default -> Match.NONE;
    };
  }

  private static Match when(boolean means, Match match) {
    return means ? match : Match.NONE;
  }
}
