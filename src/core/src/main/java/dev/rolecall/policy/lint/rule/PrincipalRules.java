package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.ERROR;
import static dev.rolecall.policy.lint.Severity.SECURITY_WARNING;
import static dev.rolecall.policy.lint.Severity.SUGGESTION;
import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.PrincipalText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who is named, and who more is meant by it. */
final class PrincipalRules {
  /** Says for whom a service acts. */
  private static final List<String> SOURCES =
      List.of("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths");

  /** EC2 asks for instances of its own account only, containers' service for the own namespace. */
  private static final Set<String> WITHOUT_SOURCE =
      Set.of(WorkloadTrust.SERVICE, "ec2.amazonaws.com", "ec2.amazonaws.com.cn");

  /** What is known of users and roles, never of services. */
  private static final List<String> OF_PRINCIPALS =
      List.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principaltag/",
          "aws:userid",
          "aws:username");

  /** A condition on any of these says who of everybody is meant. */
  private static final Set<String> NARROWING =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceip",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid");

  static final List<Rule> RULES =
      List.of(
          Rule.ofStatements(
              "PUBLIC_PRINCIPAL",
              SECURITY_WARNING,
              "A policy of a resource allows everybody, without a condition on who asks.",
              PrincipalRules::everybody),
          Rule.ofStatements(
              "NOTPRINCIPAL_WITH_DENY",
              WARNING,
              "NotPrincipal: it denies whoever has a permissions boundary, listed or not.",
              PrincipalRules::notPrincipal),
          Rule.ofStatements(
              "FEDERATED_PRINCIPAL_NOT_SUPPORTED",
              ERROR,
              "An identity provider in a resource's policy: only trust policies are asked for one.",
              PrincipalRules::federated),
          Rule.ofStatements(
              "INVALID_ROLE_REFERENCE",
              WARNING,
              "A role by its unique id: it means nobody once the role is made anew.",
              statement -> uniqueIds(statement, "AROA", "role")),
          Rule.ofStatements(
              "INVALID_USER_REFERENCE",
              WARNING,
              "A user by its unique id: it means nobody once the user is made anew.",
              statement -> uniqueIds(statement, "AIDA", "user")),
          Rule.ofStatements(
              "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
              SECURITY_WARNING,
              "A resource's policy allows a service, whoever it acts for.",
              statement -> services(statement, PolicyType.RESOURCE)),
          Rule.ofStatements(
              "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
              SUGGESTION,
              "A trust policy allows a service, whoever it acts for. Not of ec2 and pods.eks, which act"
                  + " for the role's own account and namespace.",
              statement -> services(statement, PolicyType.TRUST)),
          Rule.ofStatements(
              "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
              ERROR,
              "Only services are allowed, by a condition on a key that no service has.",
              PrincipalRules::keysOfServices));

  private PrincipalRules() {}

  private static Stream<Remark> everybody(StatementText statement) {
    boolean narrowed =
        statement.conditions().stream()
            .anyMatch(condition -> condition.demands() && NARROWING.contains(condition.lowerKey()));
    if (statement.type() != PolicyType.RESOURCE || !statement.allows() || narrowed) {
      return Stream.empty();
    }
    return statement.principals().stream()
        .filter(PrincipalText::isAnyone)
        .map(principal ->
            Remark.at(
                principal.element(),
                "Everybody is allowed, also without credentials.",
                "Name the principals, or add a condition on aws:PrincipalArn or aws:SourceArn."));
  }

  private static Stream<Remark> notPrincipal(StatementText statement) {
    return statement.element().member("NotPrincipal").stream()
        .filter(element -> statement.denies())
        .map(element ->
            Remark.at(
                element,
                "NotPrincipal denies everybody who has a permissions boundary, listed or not.",
                "Deny \"*\" with an ArnNotLike condition on aws:PrincipalArn."));
  }

  private static Stream<Remark> federated(StatementText statement) {
    if (statement.type() != PolicyType.RESOURCE) {
      return Stream.empty();
    }
    return statement.principals().stream()
        .filter(PrincipalText::isFederated)
        .map(principal ->
            Remark.at(
                principal.element(),
                "Nobody asks for a resource as an identity provider.",
                "Name the role that its users wear, under AWS."));
  }

  private static Stream<Remark> uniqueIds(StatementText statement, String prefix, String what) {
    return statement.principals().stream()
        .filter(principal -> principal.kind().equals("AWS") && principal.text().startsWith(prefix))
        .map(principal ->
            Remark.at(
                principal.element(),
                "'%s' is a %s's unique id.".formatted(principal.text(), what),
                "Name the %s by its ARN, unless exactly this one is meant.".formatted(what)));
  }

  private static Stream<Remark> services(StatementText statement, PolicyType type) {
    boolean restricted =
        SOURCES.stream().anyMatch(key -> statement.conditionsOn(key).findAny().isPresent());
    if (statement.type() != type || !statement.allows() || restricted) {
      return Stream.empty();
    }
    return statement.principals().stream()
        .filter(PrincipalText::isService)
        .filter(principal -> !WITHOUT_SOURCE.contains(principal.text()))
        .map(principal ->
            Remark.at(
                principal.element(),
                "'%s' is allowed whoever it acts for.".formatted(principal.text()),
                "Add a condition on aws:SourceArn or aws:SourceAccount."));
  }

  private static Stream<Remark> keysOfServices(StatementText statement) {
    boolean onlyServices =
        !statement.principals().isEmpty()
            && statement.principals().stream().allMatch(PrincipalText::isService);
    if (!statement.allows() || !onlyServices) {
      return Stream.empty();
    }
    return statement.conditions().stream()
        .filter(condition -> condition.demands() && isOfPrincipals(condition))
        .map(condition ->
            Remark.at(
                condition.element(),
                "No service has '" + condition.key() + "': the statement allows nothing.",
                "Use aws:SourceArn, aws:SourceAccount or aws:SourceOrgID."));
  }

  private static boolean isOfPrincipals(ConditionText condition) {
    return OF_PRINCIPALS.stream()
        .anyMatch(key ->
            key.endsWith("/")
                ? condition.lowerKey().startsWith(key)
                : condition.lowerKey().equals(key));
  }
}
