package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.Listing;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The document as a whole: its version, its size, the names of its statements. */
final class Documents {
  private static final String NEWEST = "2012-10-17";

  /** AWS's quota unless it is raised; inline policies of a role may be longer together. */
  private static final int MANAGED_POLICY_QUOTA = PolicyQuotas.AWS_DEFAULTS.managedPolicy();

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "MISSING_VERSION",
              WARNING,
              "No Version: the rules of 2008 hold, under which variables are plain text.",
              Documents::missingVersion),
          new Rule(
              "OLD_VERSION",
              SUGGESTION,
              "Version 2008-10-17 is written, under which variables are plain text.",
              Documents::oldVersion),
          new Rule(
              "VARIABLE_UNSUPPORTED_IN_VERSION",
              ERROR,
              "A text that looks like a variable in a policy whose version has none.",
              Documents::variables),
          new Rule(
              "UNIQUE_SIDS_RECOMMENDED",
              WARNING,
              "Two statements of a resource policy have one Sid; other types refuse that.",
              Documents::sids),
          new Rule(
              "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
              WARNING,
              "An identity policy of more than 6,144 characters, as managed ones have. More than 10,240 are refused.",
              Documents::size));

  private Documents() {}

  private static Stream<Remark> missingVersion(PolicyText policy) {
    return Stream.of(policy.root())
        .filter(root -> root.member("Version").isEmpty())
        .map(root ->
            Remark.at(
                root,
                "Without a Version the rules of 2008 hold: ${...} is plain text.",
                "Add \"Version\": \"" + NEWEST + "\"."));
  }

  private static Stream<Remark> oldVersion(PolicyText policy) {
    return policy.root().member("Version").stream()
        .filter(version -> version.text().filter("2008-10-17"::equals).isPresent())
        .map(
            version -> Remark.replace(version, "Version 2008-10-17 is without variables.", NEWEST));
  }

  private static Stream<Remark> variables(PolicyText policy) {
    if (!policy.variables().isEmpty()) {
      return Stream.empty();
    }
    return policy.statements().stream()
        .flatMap(Documents::values)
        .filter(entry -> entry.text().contains("${"))
        .map(entry ->
            Remark.at(
                entry.element(),
                "'" + entry.text() + "' is taken literally: the policy's version has no variables.",
                "Set the policy's \"Version\" to \"" + NEWEST + "\"."));
  }

  private static Stream<Entry> values(StatementText statement) {
    return Stream.concat(
        statement.resources().map(Listing::entries).orElse(List.of()).stream(),
        statement.conditions().stream().map(ConditionText::values).flatMap(List::stream));
  }

  private static Stream<Remark> sids(PolicyText policy) {
    if (policy.type() != PolicyType.RESOURCE) {
      return Stream.empty();
    }
    Set<String> seen = new HashSet<>();
    return policy.statements().stream()
        .flatMap(statement -> statement.element().member("Sid").stream())
        .filter(sid ->
            sid.text().filter(text -> !text.isEmpty()).filter(text -> !seen.add(text)).isPresent())
        .map(sid ->
            Remark.at(
                sid,
                "Another statement has the Sid '" + sid.text().orElse("") + "' too.",
                "Rename one, so that decisions tell them apart."));
  }

  private static Stream<Remark> size(PolicyText policy) {
    boolean tooLong = policy.type() == PolicyType.IDENTITY && policy.size() > MANAGED_POLICY_QUOTA;
    return tooLong && policy.document().isPresent()
        ? Stream.of(
            Remark.at(
                policy.root(),
                "The policy has %d characters, a managed policy at most %d."
                    .formatted(policy.size(), MANAGED_POLICY_QUOTA),
                "Use wildcards, or split it."))
        : Stream.empty();
  }
}
