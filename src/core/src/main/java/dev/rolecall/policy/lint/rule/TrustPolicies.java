package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
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

/** Trust policies as AWS has them: principals with their actions, identity providers' claims. */
final class TrustPolicies {
  private static final String GITHUB = "token.actions.githubusercontent.com";

  /** {@code repo:owner/name:...}, of which neither part is a wildcard. */
  private static final Pattern REPOSITORY = Pattern.compile("repo:[^*?/]+/[^*?/:]+(:.*)?");

  private static final Pattern REPOSITORY_AND_BRANCH =
      Pattern.compile("repo:[^*?/]+/[^*?/:]+:(ref:refs/heads/|environment:|ref:refs/tags/)[^*?]+");

  static final List<Rule> RULES =
      List.of(
          Rule.ofStatements(
              "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
              ERROR,
              "A trust policy allows *: it admits neither web identities nor services. Wildcards in"
                  + " names are refused.",
              TrustPolicies::everybody),
          Rule.ofStatements(
              "MISMATCHED_ACTION_FOR_PRINCIPAL",
              ERROR,
              "A principal that no action of the statement is for.",
              TrustPolicies::mismatched),
          Rule.ofStatements(
              "MISSING_ACTION_FOR_CONDITION_KEY",
              ERROR,
              "A condition on tags or a source identity, and no action that sets them.",
              TrustPolicies::missingAction),
          Rule.ofStatements(
              "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY",
              ERROR,
              "rolesanywhere.amazonaws.com without all three of its actions.",
              TrustPolicies::rolesAnywhere),
          Rule.ofStatements(
              "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
              SUGGESTION,
              "A role's session beside the role itself.",
              TrustPolicies::redundant),
          Rule.ofStatements(
              "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
              SECURITY_WARNING,
              "An issuer of tokens is trusted without a condition on :sub that is more than"
                  + " wildcards.",
              TrustPolicies::missingSubject),
          Rule.ofStatements(
              "MISSING_GITHUB_REPO_CONDITION_KEY",
              SECURITY_WARNING,
              "GitHub's tokens are trusted without a condition on :sub that names a repository.",
              TrustPolicies::missingRepository),
          Rule.ofStatements(
              "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
              WARNING,
              "GitHub's tokens are trusted whatever the branch, tag or environment.",
              TrustPolicies::missingBranch),
          Rule.ofConditions(
              "CONFIRM_AUDIENCE_CLAIM_TYPE",
              SUGGESTION,
              ":aud with ForAllValues or ForAnyValue; here and in most tokens it has one value.",
              TrustPolicies::audience));

  private TrustPolicies() {}

  static boolean admits(StatementText statement) {
    return statement.type() == PolicyType.TRUST && statement.allows();
  }

  private static Stream<Remark> everybody(StatementText statement) {
    return statement.principals().stream()
        .filter(principal -> admits(statement) && principal.isAnyone())
        .map(principal ->
            Remark.at(
                principal.element(),
                "'*' admits neither web identities nor services to a role.",
                "Name the provider, the service or the principals."));
  }

  private static Stream<Remark> mismatched(StatementText statement) {
    if (!admits(statement) || statement.actions().isEmpty()) {
      return Stream.empty();
    }
    return statement.principals().stream()
        .filter(principal -> !statement.isAbout(actionOf(principal)))
        .filter(principal -> !isAboutSessionsOnly(statement))
        .map(principal ->
            Remark.at(
                principal.element(),
                "'%s' asks for %s, which the statement does not allow."
                    .formatted(principal.text(), actionOf(principal)),
                "Add " + actionOf(principal) + ", or remove the principal."));
  }

  private static String actionOf(PrincipalText principal) {
    if (!principal.isFederated()) {
      return "sts:AssumeRole";
    }
    return isSaml(principal) ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
  }

  private static boolean isSaml(PrincipalText principal) {
    return principal.text().contains(":saml-provider/");
  }

  /** Another statement may allow to assume the role. */
  private static boolean isAboutSessionsOnly(StatementText statement) {
    return Stream.of("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")
        .noneMatch(statement::isAbout);
  }

  private static Stream<Remark> missingAction(StatementText statement) {
    if (!admits(statement)) {
      return Stream.empty();
    }
    return statement.conditions().stream()
        .filter(ConditionText::demands)
        .flatMap(condition ->
            setting(condition)
                .filter(action -> !statement.isAbout(action))
                .map(action ->
                    Remark.at(
                        condition.element(),
                        "'%s' is set by %s, which the statement does not allow."
                            .formatted(condition.key(), action),
                        "Add " + action + " to its actions.")));
  }

  /** The action by which a request sets the condition's key. */
  private static Stream<String> setting(ConditionText condition) {
    String key = condition.lowerKey();
    if (key.equals("sts:sourceidentity")) {
      return Stream.of("sts:SetSourceIdentity");
    }
    boolean tags =
        key.startsWith("aws:requesttag/")
            || key.equals("aws:tagkeys")
            || key.equals("sts:transitivetagkeys");
    return tags ? Stream.of("sts:TagSession") : Stream.empty();
  }

  private static Stream<Remark> rolesAnywhere(StatementText statement) {
    List<String> missing =
        Stream.of("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession")
            .filter(action -> !statement.isAbout(action))
            .toList();
    return statement.principals().stream()
        .filter(principal ->
            admits(statement)
                && principal.isService()
                && principal.text().equals("rolesanywhere.amazonaws.com"))
        .filter(principal -> !missing.isEmpty())
        .map(principal ->
            Remark.at(
                principal.element(),
                "IAM Roles Anywhere also asks for " + String.join(" and ", missing) + ".",
                "Add it to the statement's actions."));
  }

  private static Stream<Remark> redundant(StatementText statement) {
    if (statement.type() != PolicyType.TRUST) {
      return Stream.empty();
    }
    List<String> roles =
        statement.principals().stream()
            .map(PrincipalText::text)
            .filter(text -> text.contains(":role/"))
            .map(TrustPolicies::roleOf)
            .toList();
    return statement.principals().stream()
        .filter(principal ->
            principal.text().contains(":assumed-role/") && roles.contains(roleOf(principal.text())))
        .map(principal ->
            Remark.at(
                principal.element(),
                "'" + principal.text() + "' is a session of a role that is listed too.",
                "Remove the session, or the role if only this session is meant."));
  }

  /** Account and name of the role of a role's or a session's ARN, whatever the role's path. */
  private static String roleOf(String arn) {
    ArnText parts = ArnText.of(arn);
    String[] names = parts.resource().split("/", -1);
    boolean session = names[0].equals("assumed-role") && names.length > 1;
    return parts.account() + "/" + (session ? names[1] : names[names.length - 1]);
  }

  private static Stream<Remark> missingSubject(StatementText statement) {
    return issuers(statement)
        .filter(principal -> !hostOf(principal).equals(GITHUB))
        .filter(principal -> !WorkloadTrust.isOfCluster(hostOf(principal)))
        .filter(principal -> subjects(statement, principal, TrustPolicies::hasText).isEmpty())
        .map(principal ->
            Remark.at(
                principal.element(),
                "Whoever has a token of %s may wear the role.".formatted(hostOf(principal)),
                "Add a StringEquals condition on %s:sub.".formatted(hostOf(principal))));
  }

  private static Stream<PrincipalText> issuers(StatementText statement) {
    return statement.principals().stream()
        .filter(principal -> admits(statement) && principal.isFederated() && !isSaml(principal));
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
