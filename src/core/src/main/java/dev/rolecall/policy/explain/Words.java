package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.operator.Comparison;
import java.util.List;
import java.util.stream.Collectors;

/** Values as sentences quote them. */
final class Words {
  private static final int MOST_SHOWN = 4;

  private Words() {}

  /** Whom a caller is, as policies would name it. */
  static String caller(Caller caller) {
    return switch (caller) {
      case Caller.Root root -> "arn:aws:iam::" + root.id() + ":root";
      case Caller.User user -> user.arn().toString();
      case Caller.Role role -> role.role().toString();
      case Caller.RoleSession session -> session.session().toString();
      case Caller.FederatedUser user -> user.arn().toString();
      case Caller.WebIdentity web -> web.provider();
      case Caller.Service service -> service.name();
      case Caller.Anonymous anonymous -> "anonymous";
    };
  }

  /** The decision and its reason, in one sentence. */
  static String reason(Decision decision, AuthorizationRequest request) {
    String asked = request.action() + " on " + request.resource();
    return switch (decision) {
      case Decision.Allow(var by) -> "Allowed: %s, by %s.".formatted(asked, by);
      case Decision.ExplicitDeny(var by) ->
          "Denied: the %s denies %s: %s.".formatted(by.layer(), asked, by);
      case Decision.ImplicitDeny(var layer) -> "Denied: no %s allows %s.".formatted(layer, asked);
    };
  }

  /** {@code StringEquals aws:PrincipalTag/team ["blue", "red"]}. */
  static String condition(Condition condition) {
    List<String> values = condition.values().stream().map(Object::toString).toList();
    String shown = values.size() == 1 ? quoted(values) : "[" + quoted(values) + "]";
    return condition.operator() + " " + condition.key() + " " + shown;
  }

  static String values(RequestContext.Entry entry) {
    return entry.multivalued() ? "[" + quoted(entry.values()) + "]" : quoted(entry.values());
  }

  /** The first few, in double quotes. */
  static String quoted(List<String> values) {
    return values.stream()
            .limit(MOST_SHOWN)
            .map(value -> '"' + value + '"')
            .collect(Collectors.joining(", "))
        + more(values.size());
  }

  /** The first few, as they are. */
  static String listed(List<String> entries) {
    return entries.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
        + more(entries.size());
  }

  static String variables(List<String> keys) {
    return keys.stream().map(key -> "${" + key + "}").collect(Collectors.joining(", "));
  }

  /** What values an operator compares. */
  static String type(Comparison comparison) {
    String word = comparison.word();
    if (word.startsWith("Numeric")) {
      return "a number";
    }
    if (word.startsWith("Date")) {
      return "a date";
    }
    if (word.startsWith("Arn")) {
      return "an ARN";
    }
    return switch (comparison) {
      case IP_ADDRESS, NOT_IP_ADDRESS -> "an IP address";
      case BOOL, NULL -> "true or false";
      case BINARY_EQUALS -> "base64";
      default -> "text";
    };
  }

  private static String more(int size) {
    return size > MOST_SHOWN ? " and " + (size - MOST_SHOWN) + " more" : "";
  }
}
