package dev.rolecall.policy.reader;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.pattern.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a document: its version, its size, its statements. */
public final class DocumentReader {
  /** The IAM API's {@code policyDocumentType}: nobody reads the problems of what is longer. */
  private static final int LONGEST = 131_072;

  private static final String VARIABLES_SINCE = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", VARIABLES_SINCE);
  private static final List<String> ELEMENTS = List.of("Version", "Id", "Statement");

  private final PolicyType type;
  private final Grammar grammar;
  private final List<PolicyProblem> problems = new ArrayList<>();

  private DocumentReader(PolicyType type) {
    this.type = type;
    this.grammar = Grammar.of(type);
  }

  /** The document, or all its problems. */
  public static PolicyReading read(PolicyType type, String name, JsonValue document) {
    return new DocumentReader(type).read(name, document);
  }

  private PolicyReading read(String name, JsonValue document) {
    Node root = Node.root(document, problems);
    String json = Json.write(document);
    checkSize(root, json);
    if (json.length() > LONGEST) {
      return new PolicyReading.Refused(problems);
    }
    Map<String, Node> members = root.members();
    checkElements(members);
    List<Statement> statements = List.of();
    if (document instanceof JsonValue.JsonObject) {
      statements = statements(root, members);
    }
    return problems.isEmpty()
        ? new PolicyReading.Read(new PolicyDocument(name, type, statements, json))
        : new PolicyReading.Refused(problems);
  }

  private void checkSize(Node root, String json) {
    if (json.length() > grammar.quota()) {
      root.problem(
          "POLICY_SIZE_EXCEEDS_QUOTA",
          "The document has "
              + json.length()
              + " characters; "
              + grammar.words()
              + " may have at most "
              + grammar.quota()
              + ". Use wildcards, or split it.");
    }
  }

  private void checkElements(Map<String, Node> members) {
    members.forEach((element, node) -> {
      if (!ELEMENTS.contains(element)) {
        node.problem(
            "INVALID_POLICY_ELEMENT",
            "A policy has no element '" + element + "'." + Spelling.hint(element, ELEMENTS));
      }
    });
    Node id = members.get("Id");
    if (id != null && !grammar.principals()) {
      id.problem(
          "INVALID_POLICY_ELEMENT",
          "'Id' is for policies of resources; remove it from " + grammar.words() + ".");
    } else if (id != null) {
      id.text();
    }
  }

  private List<Statement> statements(Node root, Map<String, Node> members) {
    Set<Syntax> variables = variables(members);
    Node list = members.get("Statement");
    if (list == null || list.isEmptyArray()) {
      root.problem("MISSING_STATEMENT", "A policy needs at least one Statement.");
      return List.of();
    }
    StatementReader reader = new StatementReader(type, grammar, variables);
    List<Statement> statements = new ArrayList<>();
    for (Node node : list.oneOrMany()) {
      reader.read(node, statements.size()).ifPresent(statements::add);
    }
    return statements;
  }

  /** Without a Version, or with the old one, {@code ${...}} is plain text. */
  private static Set<Syntax> variables(Map<String, Node> members) {
    Optional<Node> version = Optional.ofNullable(members.get("Version"));
    Optional<String> text = version.flatMap(Node::text);
    if (text.filter(given -> !VERSIONS.contains(given)).isPresent()) {
      version
          .orElseThrow()
          .problem(
              "INVALID_VERSION",
              "Version '" + text.get() + "' does not exist; write \"" + VARIABLES_SINCE + "\".");
    }
    return text.filter(VARIABLES_SINCE::equals).isPresent() ? Set.of(Syntax.VARIABLES) : Set.of();
  }
}
