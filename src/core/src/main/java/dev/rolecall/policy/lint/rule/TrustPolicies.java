package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.PrincipalText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.stream.Stream;

/** Trust policies as AWS has them: principals, and the actions that they ask for. */
final class TrustPolicies {
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
              TrustPolicies::redundant));

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

  static boolean isSaml(PrincipalText principal) {
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
}
