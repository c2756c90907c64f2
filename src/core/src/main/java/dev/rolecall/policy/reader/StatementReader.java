package dev.rolecall.policy.reader;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.Resources;
import dev.rolecall.policy.pattern.Syntax;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the statements of one document, in their order. */
final class StatementReader {
  private static final Pattern SIMPLE_SID = Pattern.compile("[A-Za-z0-9]*");
  private static final Elements ELEMENTS =
      new Elements(
          "A statement",
          List.of(
              "Sid",
              "Effect",
              "Principal",
              "NotPrincipal",
              "Action",
              "NotAction",
              "Resource",
              "NotResource",
              "Condition"));

  private final PolicyType type;
  private final Grammar grammar;
  private final PrincipalReader principals;
  private final ActionReader actions;
  private final ResourceReader resources;
  private final ConditionReader conditions;
  private final Set<String> sids = new HashSet<>();

  StatementReader(PolicyType type, Grammar grammar, Set<Syntax> variables) {
    this.type = type;
    this.grammar = grammar;
    this.principals = new PrincipalReader(type, grammar);
    this.actions = new ActionReader(type);
    this.resources = new ResourceReader(grammar, variables);
    this.conditions = new ConditionReader(variables);
  }

  /** The statement, or empty where it has no effect; its problems are reported at its nodes. */
  Optional<Statement> read(Node node, int index) {
    Map<String, Node> members = ELEMENTS.of(node);
    if (!(node.value() instanceof JsonValue.JsonObject)) {
      return Optional.empty();
    }
    String sid = sid(members);
    Optional<Effect> effect = effect(node, members);
    Principals whom = principals.read(node, members);
    Actions what = actions.read(node, members);
    Resources where = resources.read(node, members);
    List<Condition> when = conditions.read(members);
    if (type == PolicyType.RCP && effect.equals(Optional.of(Effect.ALLOW))) {
      checkAllowOfRcp(node, members);
    }
    return effect.map(known ->
        new Statement(index, sid, node.value().position(), known, whom, what, where, when));
  }

  /** Only {@code RCPFullAWSAccess}, which is everywhere, allows (Organizations, "RCP syntax"). */
  private static void checkAllowOfRcp(Node statement, Map<String, Node> members) {
    boolean everything =
        isStar(members.get("Action"))
            && isStar(members.get("Resource"))
            && !members.containsKey("Condition");
    if (!everything) {
      statement.problem(
          "RCP_SYNTAX_ERROR_ALLOW",
          "A resource control policy can only deny; the one statement with Allow is that of"
              + " RCPFullAWSAccess, with Action \"*\", Resource \"*\" and no Condition.");
    }
  }

  private static boolean isStar(@Nullable Node node) {
    return node != null
        && node.oneOrMany().size() == 1
        && node.oneOrMany().getFirst().value() instanceof JsonValue.JsonString text
        && text.value().equals("*");
  }

  private String sid(Map<String, Node> members) {
    Node node = members.get("Sid");
    if (node == null) {
      return "";
    }
    String sid = node.text().orElse("");
    if (grammar.simpleSids() && !SIMPLE_SID.matcher(sid).matches()) {
      node.problem("UNSUPPORTED_SID", "Sid '" + sid + "' may have letters and digits only.");
    }
    if (grammar.simpleSids() && !sid.isEmpty() && !sids.add(sid)) {
      node.problem(
          "UNIQUE_SIDS_REQUIRED", "Another statement has the Sid '" + sid + "' too; rename one.");
    }
    return sid;
  }

  private static Optional<Effect> effect(Node statement, Map<String, Node> members) {
    Node node = members.get("Effect");
    if (node == null) {
      statement.problem("MISSING_EFFECT", "A statement needs an Effect, \"Allow\" or \"Deny\".");
      return Optional.empty();
    }
    Optional<String> text = node.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "Allow" -> Optional.of(Effect.ALLOW);
      case "Deny" -> Optional.of(Effect.DENY);
      default -> {
        node.problem(
            "INVALID_EFFECT",
            "Effect '" + text.get() + "' must be \"Allow\" or \"Deny\", in this case.",
            text.get(),
            List.of("Allow", "Deny"));
        yield Optional.empty();
      }
    };
  }
}
