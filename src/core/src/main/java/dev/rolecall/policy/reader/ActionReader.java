package dev.rolecall.policy.reader;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code Action} and {@code NotAction}. */
final class ActionReader {
  /** What a trust policy may be about (IAM User Guide, "Role trust policies"). */
  private static final List<String> TRUST_ACTIONS =
      List.of(
          "sts:AssumeRole",
          "sts:AssumeRoleWithSAML",
          "sts:AssumeRoleWithWebIdentity",
          "sts:TagSession",
          "sts:SetSourceIdentity",
          "sts:SetContext");

  private final PolicyType type;
  private final boolean trust;

  ActionReader(PolicyType type) {
    this.type = type;
    this.trust = type == PolicyType.TRUST;
  }

  Actions read(Node statement, Map<String, Node> members) {
    Node listed = members.get("Action");
    Node excepted = members.get("NotAction");
    if (listed == null && excepted == null) {
      statement.problem("MISSING_ACTION", "A statement needs an Action or a NotAction.");
    }
    if (listed != null && excepted != null) {
      excepted.problem(
          "UNSUPPORTED_ELEMENT_COMBINATION",
          "A statement has either Action or NotAction; remove one.");
    }
    if (excepted != null) {
      if (type == PolicyType.RCP) {
        excepted.problem(
            "RCP_SYNTAX_ERROR_NOTACTION",
            "A resource control policy has no NotAction; list the actions under Action.");
      }
      if (excepted.isEmptyArray()) {
        excepted.problem(
            "EMPTY_ARRAY_ACTION",
            "An empty NotAction leaves nothing out; write \"Action\": \"*\" if that is meant.");
      }
      return new Actions.Except(patterns(excepted));
    }
    return new Actions.Listed(listed == null ? List.of() : patterns(listed));
  }

  private List<ActionPattern> patterns(Node list) {
    List<ActionPattern> patterns = new ArrayList<>();
    for (Node node : list.oneOrMany()) {
      node.text().flatMap(text -> pattern(node, text)).ifPresent(patterns::add);
    }
    return patterns;
  }

  private Optional<ActionPattern> pattern(Node node, String text) {
    if (text.contains("${")) {
      node.problem(
          "VARIABLE_UNSUPPORTED_IN_ELEMENT",
          "'"
              + node.name()
              + "' has a variable, '"
              + text
              + "'; variables are for Resource and Condition, write the action's name.");
      return Optional.empty();
    }
    try {
      ActionPattern pattern = ActionPattern.parse(text);
      if (trust && (!isOfSts(text) || TRUST_ACTIONS.stream().noneMatch(pattern::matches))) {
        node.problem(
            "UNSUPPORTED_ACTION_IN_POLICY",
            "A trust policy may only specify STS AssumeRole actions, not '" + text + "'.",
            text,
            TRUST_ACTIONS);
      }
      return Optional.of(pattern);
    } catch (PatternException e) {
      node.problem(e.code(), e.explanation());
      return Optional.empty();
    }
  }

  private static boolean isOfSts(String action) {
    return action.regionMatches(true, 0, "sts:", 0, 4);
  }
}
