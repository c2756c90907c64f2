package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import java.util.List;
import java.util.Locale;

/** Values of condition keys that a request can have only one way: who calls, and whose resource. */
record CallerFacts(AuthorizationRequest request) {
  /** The only values there can be, or none where the request leaves the key open. */
  List<String> of(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "aws:principalarn" -> arn(request.caller());
      case "aws:principalaccount" ->
          request.caller().account().map(account -> List.of(account.value())).orElse(List.of());
      case "aws:resourceaccount" -> List.of(request.resourceAccount().value());
      case "aws:principalisawsservice" ->
          List.of(Boolean.toString(request.caller() instanceof Caller.Service));
      default -> List.of();
    };
  }

  /** What {@code aws:userid} is if the caller's user or role has this unique id. */
  String userId(String uniqueId) {
    return request.caller() instanceof Caller.RoleSession session
        ? uniqueId + session.session().resource().replaceFirst("assumed-role/[^/]*/", ":")
        : uniqueId;
  }

  private static List<String> arn(Caller caller) {
    return switch (caller) {
      case Caller.Root root -> List.of("arn:aws:iam::" + root.id() + ":root");
      case Caller.User user -> List.of(user.arn().toString());
      case Caller.Role role -> List.of(role.role().toString());
      case Caller.RoleSession session -> List.of(session.role().toString());
      case Caller.FederatedUser user -> List.of(user.arn().toString());
      case Caller.WebIdentity web -> List.of();
      case Caller.Service service -> List.of();
      case Caller.Anonymous anonymous -> List.of();
    };
  }
}
