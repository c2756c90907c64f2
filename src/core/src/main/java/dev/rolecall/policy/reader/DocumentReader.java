package dev.rolecall.policy.reader;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyQuotas;
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
  private static final String VARIABLES_SINCE = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", VARIABLES_SINCE);
  private static final Elements ELEMENTS =
      new Elements("A policy", List.of("Version", "Id", "Statement"));

  private final PolicyQuotas quotas;
  private final PolicyType type;
  private final Grammar grammar;
  private final Problems problems = new Problems();

  private DocumentReader(PolicyQuotas quotas, PolicyType type) {
    this.quotas = quotas;
    this.type = type;
    this.grammar = Grammar.of(type);
  }

  /** The document, or all its problems. */
  public static PolicyReading read(
      PolicyQuotas quotas, PolicyType type, String name, JsonValue document) {
    return new DocumentReader(quotas, type).read(name, document);
  }

  /** What is wrong with a text that is too long to be parsed. */
  public static PolicyProblem tooLong(PolicyQuotas quotas, PolicyType type, int characters) {
    Grammar grammar = Grammar.of(type);
    return new PolicyProblem(
        grammar.tooLong(),
        "",
        Position.NONE,
        "The text has "
            + characters
            + " characters; the text of "
            + grammar.words()
            + " may have at most "
            + quotas.textOf(type)
            + ", white space included. Remove white space, or split it.");
  }

  private PolicyReading read(String name, JsonValue document) {
    Node root = Node.root(document, problems);
    String json = Json.write(document);
    if (json.length() > quotas.textOf(type)) {
      return new PolicyReading.Refused(List.of(tooLong(quotas, type, json.length())));
    }
    checkSize(root, PolicyDocument.size(json));
    new TextCheck(type).check(root);
    Map<String, Node> elements = ELEMENTS.of(root);
    checkId(elements);
    List<Statement> statements = List.of();
    if (document instanceof JsonValue.JsonObject) {
      statements = statements(root, elements);
    }
    return problems.isEmpty()
        ? new PolicyReading.Read(new PolicyDocument(name, type, statements, json))
        : new PolicyReading.Refused(problems.all());
  }

  private void checkSize(Node root, int size) {
    if (size > quotas.of(type)) {
      root.problem(
          grammar.tooLong(),
          "The document has "
              + size
              + " characters without white space; "
              + grammar.words()
              + " may have at most "
              + quotas.of(type)
              + ". Use wildcards, split it, or have the quota raised.");
    }
  }

  private void checkId(Map<String, Node> elements) {
    Node id = elements.get("Id");
    if (id != null && (!grammar.principals() || type == PolicyType.RCP)) {
      id.problem(
          "INVALID_POLICY_ELEMENT",
          "'Id' is for policies of resources; remove it from " + grammar.words() + ".");
    } else if (id != null) {
      id.text();
    }
  }

  private List<Statement> statements(Node root, Map<String, Node> elements) {
    Set<Syntax> variables = variables(elements);
    Node list = elements.get("Statement");
    if (list == null || list.isEmptyArray()) {
      root.problem(
          "MISSING_STATEMENT",
          "A policy needs at least one Statement, {\"Effect\": ..., \"Action\": ...}.");
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
  private static Set<Syntax> variables(Map<String, Node> elements) {
    Optional<Node> version = Optional.ofNullable(elements.get("Version"));
    Optional<String> text = version.flatMap(Node::text);
    if (text.filter(given -> !VERSIONS.contains(given)).isPresent()) {
      version
          .orElseThrow()
          .problem(
              "INVALID_VERSION",
              "Version '" + text.get() + "' does not exist; write \"" + VARIABLES_SINCE + "\".");
    }
    // Whoever misspells the version wants the new one, and hears of its variables' mistakes too.
    return text.filter(given -> !given.equals("2008-10-17")).isPresent()
        ? Set.of(Syntax.VARIABLES)
        : Set.of();
  }
}
