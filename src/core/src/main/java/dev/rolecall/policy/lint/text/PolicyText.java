package dev.rolecall.policy.lint.text;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.pattern.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy.
 *
 * @param document the same policy, where all of it could be read
 */
public record PolicyText(
    PolicyType type,
    Element root,
    List<StatementText> statements,
    Optional<PolicyDocument> document) {
  private static final String VARIABLES_SINCE = "2012-10-17";

  public PolicyText {
    statements = List.copyOf(statements);
  }

  public static PolicyText of(PolicyType type, JsonValue tree, Optional<PolicyDocument> document) {
    Element root = Element.root(tree);
    List<StatementText> statements =
        root.member("Statement").map(Element::oneOrMany).orElse(List.of()).stream()
            .filter(element -> element.value() instanceof JsonObject)
            .map(element -> StatementText.of(element, type))
            .toList();
    return new PolicyText(type, root, statements, document);
  }

  public Optional<String> version() {
    return root.member("Version").flatMap(Element::text);
  }

  /** What is more than text in its values besides wildcards. */
  public Set<Syntax> variables() {
    return version().filter(VARIABLES_SINCE::equals).isPresent()
        ? Set.of(Syntax.VARIABLES)
        : Set.of();
  }

  /** The same statement as it is decided by, where the whole policy could be read. */
  public Optional<Statement> parsed(StatementText statement) {
    return document.map(read -> read.statements().get(statement.index()));
  }

  /** In characters without white space. */
  public int size() {
    return PolicyDocument.size(Json.write(root.value()));
  }
}
