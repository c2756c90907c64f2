package dev.rolecall.policy.reader;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.Resources;
import dev.rolecall.policy.pattern.Syntax;
import dev.rolecall.policy.reader.Grammar.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code Resource} and {@code NotResource}. */
final class ResourceReader {
  private final Grammar grammar;
  private final Set<Syntax> variables;

  ResourceReader(Grammar grammar, Set<Syntax> variables) {
    this.grammar = grammar;
    this.variables = variables;
  }

  Resources read(Node statement, Map<String, Node> members) {
    Node listed = members.get("Resource");
    Node excepted = members.get("NotResource");
    if (grammar.resources() == Presence.PROHIBITED) {
      prohibit(listed);
      prohibit(excepted);
      return new Resources.Attached();
    }
    if (listed != null && excepted != null) {
      excepted.problem(
          "UNSUPPORTED_ELEMENT_COMBINATION",
          "A statement has either Resource or NotResource; remove one.");
    }
    if (excepted != null) {
      if (excepted.isEmptyArray()) {
        excepted.problem(
            "EMPTY_ARRAY_RESOURCE",
            "An empty NotResource leaves nothing out; write \"Resource\": \"*\" if that is meant.");
      }
      return new Resources.Except(patterns(excepted));
    }
    if (listed != null) {
      return new Resources.Listed(patterns(listed));
    }
    if (grammar.resources() == Presence.REQUIRED) {
      statement.problem("MISSING_RESOURCE", "A statement needs a Resource or a NotResource.");
    }
    return new Resources.Attached();
  }

  private void prohibit(@Nullable Node node) {
    if (node != null) {
      node.problem(
          "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
          "Has prohibited field " + node.name() + ": a trust policy is about its own role.");
    }
  }

  private List<ResourcePattern> patterns(Node list) {
    List<ResourcePattern> patterns = new ArrayList<>();
    for (Node node : list.oneOrMany()) {
      node.text().flatMap(text -> pattern(node, text)).ifPresent(patterns::add);
    }
    return patterns;
  }

  private Optional<ResourcePattern> pattern(Node node, String text) {
    try {
      ResourcePattern pattern = ResourcePattern.parse(text, variables, grammar.shortArns());
      new ArnCheck(node, text).check();
      return Optional.of(pattern);
    } catch (PatternException e) {
      node.problem(e.code(), e.explanation());
      return Optional.empty();
    }
  }
}
