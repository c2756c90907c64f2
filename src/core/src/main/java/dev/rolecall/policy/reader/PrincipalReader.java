package dev.rolecall.policy.reader;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Principals.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code Principal} and {@code NotPrincipal}. */
final class PrincipalReader {
  private static final List<String> KEYS = List.of("AWS", "Federated", "Service");

  private final PolicyType type;
  private final Grammar grammar;

  PrincipalReader(PolicyType type, Grammar grammar) {
    this.type = type;
    this.grammar = grammar;
  }

  Principals read(Node statement, Map<String, Node> members) {
    Node listed = members.get("Principal");
    Node excepted = members.get("NotPrincipal");
    if (!grammar.principals()) {
      members.forEach((element, node) -> prohibit(element, node));
      return new Principals.Implied();
    }
    if (listed == null && excepted == null) {
      statement.problem("MISSING_PRINCIPAL", "A statement of this policy needs a Principal.");
    }
    if (listed != null && excepted != null) {
      excepted.problem(
          "UNSUPPORTED_ELEMENT_COMBINATION",
          "A statement has either Principal or NotPrincipal; remove one.");
    }
    if (excepted != null) {
      checkNotPrincipal(excepted, members);
      return new Principals.Except(entries(excepted));
    }
    return new Principals.Listed(listed == null ? List.of() : entries(listed));
  }

  private void prohibit(String element, Node node) {
    if (element.equals("Principal") || element.equals("NotPrincipal")) {
      String code = type == PolicyType.SCP ? "SCP_SYNTAX_ERROR_PRINCIPAL" : "UNSUPPORTED_PRINCIPAL";
      node.problem(
          code, "Remove '" + element + "': " + grammar.words() + " is for whom it is attached to.");
    }
  }

  private void checkNotPrincipal(Node node, Map<String, Node> members) {
    Node effect = members.get("Effect");
    boolean allow =
        effect != null
            && effect.value() instanceof JsonValue.JsonString text
            && text.value().equals("Allow");
    if (type == PolicyType.TRUST) {
      node.problem(
          "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
          "A trust policy has no NotPrincipal; deny \"*\" with a condition on aws:PrincipalArn.");
    } else if (allow || type == PolicyType.RCP) {
      node.problem(
          "ALLOW_WITH_NOTPRINCIPAL",
          "NotPrincipal is for Deny statements of resource policies; use Principal.");
    }
  }

  private List<Principal> entries(Node node) {
    if (node.value() instanceof JsonValue.JsonString text) {
      if (text.value().equals("*")) {
        return List.of(new Principals.Anyone());
      }
      node.problem(
          "INVALID_PRINCIPAL_FORMAT",
          "'" + node.name() + "' must be \"*\" or an object, as {\"AWS\": \"...\"}.");
      return List.of();
    }
    List<Principal> entries = new ArrayList<>();
    node.members().forEach((key, values) -> entries.addAll(ofKey(key, values)));
    if (type == PolicyType.RCP && !entries.equals(List.of(new Principals.Anyone()))) {
      node.problem(
          "UNSUPPORTED_PRINCIPAL", "The Principal of a resource control policy must be \"*\".");
    }
    return entries;
  }

  private static List<Principal> ofKey(String key, Node values) {
    if (!KEYS.contains(key)) {
      String hint =
          key.equals("CanonicalUser")
              ? " Rolecall has no canonical user ids; name the account under AWS."
              : Spelling.hint(key, KEYS);
      values.problem("INVALID_PRINCIPAL_KEY", "There is no principal type '" + key + "'." + hint);
      return List.of();
    }
    List<Principal> entries = new ArrayList<>();
    for (Node node : values.oneOrMany()) {
      node.text().flatMap(text -> PrincipalFormat.read(key, text, node)).ifPresent(entries::add);
    }
    return entries;
  }
}
