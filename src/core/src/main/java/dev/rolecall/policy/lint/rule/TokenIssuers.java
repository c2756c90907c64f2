package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.PrincipalText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Issuers of tokens in trust policies: which of those who have a token may wear the role. */
final class TokenIssuers {
  private static final String GITHUB = "token.actions.githubusercontent.com";

  /** {@code repo:owner/name:...}, of which neither part is a wildcard. */
  private static final Pattern REPOSITORY = Pattern.compile("repo:[^*?/]+/[^*?/:]+(:.*)?");

  private static final Pattern REPOSITORY_AND_BRANCH =
      Pattern.compile("repo:[^*?/]+/[^*?/:]+:(ref:refs/heads/|environment:|ref:refs/tags/)[^*?]+");

  static final List<Rule> RULES =
      List.of(
          Rule.ofStatements(
              "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
              SECURITY_WARNING,
              "An issuer of tokens is trusted without a condition on :sub that is more than"
                  + " wildcards.",
              TokenIssuers::missingSubject),
          Rule.ofStatements(
              "MISSING_GITHUB_REPO_CONDITION_KEY",
              SECURITY_WARNING,
              "GitHub's tokens are trusted without a condition on :sub that names a repository.",
              TokenIssuers::missingRepository),
          Rule.ofStatements(
              "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
              WARNING,
              "GitHub's tokens are trusted whatever the branch, tag or environment.",
              TokenIssuers::missingBranch),
          Rule.ofConditions(
              "CONFIRM_AUDIENCE_CLAIM_TYPE",
              SUGGESTION,
              ":aud with ForAllValues or ForAnyValue; here and in most tokens it has one value.",
              TokenIssuers::audience));

  private TokenIssuers() {}

  private static Stream<Remark> missingSubject(StatementText statement) {
    return issuers(statement)
        .filter(principal -> !hostOf(principal).equals(GITHUB))
        .filter(principal -> !WorkloadTrust.isOfCluster(hostOf(principal)))
        .filter(principal -> subjects(statement, principal, TokenIssuers::hasText).isEmpty())
        .map(principal ->
            Remark.at(
                principal.element(),
                "Whoever has a token of %s may wear the role.".formatted(hostOf(principal)),
                "Add a StringEquals condition on %s:sub.".formatted(hostOf(principal))));
  }

  private static Stream<PrincipalText> issuers(StatementText statement) {
    return statement.principals().stream()
        .filter(principal ->
            TrustPolicies.admits(statement)
                && principal.isFederated()
                && !TrustPolicies.isSaml(principal));
  }

  /** The issuer as condition keys begin with it. */
  static String hostOf(PrincipalText principal) {
    return principal.text().replaceFirst("^arn:[^/]*:oidc-provider/", "");
  }

  private static boolean hasText(String value) {
    return value.isEmpty() || value.chars().anyMatch(c -> c != '*' && c != '?');
  }

  /** The values of conditions that demand the subject, where all of each one's are of a form. */
  private static List<String> subjects(
      StatementText statement, PrincipalText principal, Predicate<String> form) {
    return statement
        .conditionsOn(hostOf(principal) + ":sub")
        .filter(condition -> condition.demands() && condition.isOf("String"))
        .map(condition -> condition.values().stream().map(Entry::text).toList())
        .filter(values -> values.stream().allMatch(form))
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<PrincipalText> ofGithub(StatementText statement) {
    return issuers(statement).filter(principal -> hostOf(principal).equals(GITHUB));
  }

  private static boolean names(Pattern form, StatementText statement, PrincipalText principal) {
    return !subjects(statement, principal, form.asMatchPredicate()).isEmpty();
  }

  private static Stream<Remark> missingRepository(StatementText statement) {
    return ofGithub(statement)
        .filter(principal -> !names(REPOSITORY, statement, principal))
        .map(principal ->
            Remark.at(
                principal.element(),
                "Workflows of repositories of others may wear the role.",
                "Add a condition on %s:sub, repo:OWNER/NAME:*.".formatted(GITHUB)));
  }

  private static Stream<Remark> missingBranch(StatementText statement) {
    return ofGithub(statement)
        .filter(principal -> names(REPOSITORY, statement, principal))
        .filter(principal -> !names(REPOSITORY_AND_BRANCH, statement, principal))
        .map(principal ->
            Remark.at(
                principal.element(),
                "Workflows of every branch may wear the role, those of pull requests included.",
                "Name the branch: repo:OWNER/NAME:ref:refs/heads/main."));
  }

  private static Stream<Remark> audience(StatementText statement, ConditionText condition) {
    boolean quantified =
        statement.type() == PolicyType.TRUST
            && condition.isQuantified()
            && condition.lowerKey().endsWith(":aud");
    return quantified
        ? Stream.of(
            Remark.at(
                condition.element(),
                "'" + condition.key() + "' has one value: the audience that was accepted.",
                "Use " + condition.comparison().word() + " without a qualifier."))
        : Stream.empty();
  }
}
