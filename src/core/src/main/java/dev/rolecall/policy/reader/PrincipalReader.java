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
  private static final List<Principal> ANYONE = List.of(new Principals.Anyone());

  private final PolicyType type;
  private final Grammar grammar;

  PrincipalReader(PolicyType type, Grammar grammar) {
    this.type = type;
    this.grammar = grammar;
  }

  Principals read(Node statement, Map<String, Node> members) {
    if (!grammar.principals()) {
      members.forEach(this::prohibit);
      return new Principals.Implied();
    }
    Node listed = members.get("Principal");
    Node excepted = members.get("NotPrincipal");
    if (listed == null && excepted == null) {
      statement.problem(
          "MISSING_PRINCIPAL",
          "A statement of "
              + grammar.words()
              + " needs a Principal, who it is about, as {\"AWS\": \"111111111111\"}.");
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
    if (type == PolicyType.TRUST) {
      node.problem(
          "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
          "A trust policy has no NotPrincipal; deny \"*\" with a condition on aws:PrincipalArn.");
    } else if (type == PolicyType.RCP) {
      node.problem(
          "RCP_SYNTAX_ERROR_PRINCIPAL",
          "A resource control policy has no NotPrincipal; write \"Principal\": \"*\" with a"
              + " condition on aws:PrincipalArn.");
    } else if (allows(members)) {
      node.problem(
          "ALLOW_WITH_NOTPRINCIPAL",
          "NotPrincipal is for Deny statements of resource policies; use Principal.");
    }
  }

  private static boolean allows(Map<String, Node> members) {
    Node effect = members.get("Effect");
    return effect != null
        && effect.value() instanceof JsonValue.JsonString text
        && text.value().equals("Allow");
  }

  private List<Principal> entries(Node node) {
    if (node.value() instanceof JsonValue.JsonString text) {
      if (!text.value().equals("*")) {
        node.problem(
            "INVALID_PRINCIPAL_FORMAT",
            "'" + node.name() + "' must be \"*\" or an object, as {\"AWS\": \"...\"}.");
      }
      return ANYONE;
    }
    List<Principal> entries = new ArrayList<>();
    node.members().forEach((key, values) -> entries.addAll(ofKey(key, values)));
    if (type == PolicyType.RCP && !entries.equals(ANYONE)) {
      node.problem(
          "RCP_SYNTAX_ERROR_PRINCIPAL",
          "The Principal of a resource control policy must be \"*\"; say who it is about with a"
              + " condition, as on aws:PrincipalOrgID.");
    }
    return entries;
  }

  private static List<Principal> ofKey(String key, Node values) {
    if (key.equals("CanonicalUser")) {
      values.problem(
          "INVALID_PRINCIPAL_KEY",
          "Rolecall has no canonical user ids; name the account under \"AWS\".");
      return List.of();
    }
    if (!KEYS.contains(key)) {
      values.problem(
          "INVALID_PRINCIPAL_KEY",
          "There is no principal type '" + key + "'; there are AWS, Federated and Service.",
          key,
          KEYS);
      return List.of();
    }
    List<Principal> entries = new ArrayList<>();
    for (Node node : values.oneOrMany()) {
      node.text().flatMap(text -> PrincipalFormat.read(key, text, node)).ifPresent(entries::add);
    }
    return entries;
  }
}
