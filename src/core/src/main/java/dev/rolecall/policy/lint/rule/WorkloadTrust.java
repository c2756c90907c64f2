package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.WARNING;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.PrincipalText;
import dev.rolecall.policy.lint.text.StatementText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rolecall's own rules on trust policies: statements that {@code trust.TrustEvaluator} never
 * counts, and roles that no workload gets.
 */
final class WorkloadTrust {
  /** As whom container credentials are asked for. */
  static final String SERVICE = "pods.eks.amazonaws.com";

  private static final String TAG_SESSION = "sts:TagSession";

  /** How clusters call their issuers unless they are told otherwise, and EKS's. */
  private static final Pattern CLUSTER =
      Pattern.compile("kubernetes\\.default(\\.svc(\\.cluster\\.local)?)?|oidc\\.eks\\..*/id/.*");

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "CLUSTER_ISSUER_WITHOUT_SUBJECT",
              WARNING,
              "The cluster's issuer is trusted without a condition on :sub that tells service"
                  + " accounts apart: such a statement never counts.",
              WorkloadTrust::withoutSubject),
          new Rule(
              "TRUST_NEVER_COUNTS",
              WARNING,
              "A provider that sts never asks for: a host instead of an ARN, or SAML.",
              policy -> policy.statements().stream().flatMap(WorkloadTrust::neverAsked)),
          new Rule(
              "MISSING_TAG_SESSION",
              WARNING,
              SERVICE + " may assume the role but not tag the session, which it always does.",
              WorkloadTrust::withoutTags));

  private WorkloadTrust() {}

  static boolean isOfCluster(String issuer) {
    return CLUSTER.matcher(issuer).matches();
  }

  private static Stream<Remark> withoutSubject(PolicyText policy) {
    return policy.statements().stream()
        .filter(TrustPolicies::admits)
        .flatMap(statement ->
            statement.principals().stream()
                .filter(PrincipalText::isFederated)
                .filter(principal -> isOfCluster(TokenIssuers.hostOf(principal)))
                .filter(principal -> !tellsApart(policy.parsed(statement), principal))
                .map(WorkloadTrust::withoutSubject));
  }

  /** As {@code trust.Admission} has it; of what cannot be read nothing is said here. */
  private static boolean tellsApart(Optional<Statement> statement, PrincipalText principal) {
    String key = TokenIssuers.hostOf(principal) + ":sub";
    return statement.map(parsed -> parsed.requires(key, ServiceAccountRef.STRANGERS)).orElse(true);
  }

  private static Remark withoutSubject(PrincipalText principal) {
    String key = TokenIssuers.hostOf(principal) + ":sub";
    return Remark.at(
        principal.element(),
        "The cluster's issuer vouches for every tenant: without a condition on %s that not every"
                .formatted(key)
            + " service account satisfies, the statement never counts.",
        "Add \"StringEquals\": {\"%s\": \"system:serviceaccount:NAMESPACE:NAME\"}.".formatted(key));
  }

  private static Stream<Remark> neverAsked(StatementText statement) {
    return statement.principals().stream()
        .filter(principal -> TrustPolicies.admits(statement) && principal.isFederated())
        .filter(principal -> !principal.text().contains(":oidc-provider/"))
        .map(principal ->
            Remark.at(
                principal.element(),
                "'" + principal.text() + "' is no OIDC provider's ARN: nobody is admitted by it.",
                "Declare an OIDCProvider and name its ARN,"
                    + " arn:aws:iam::ACCOUNT:oidc-provider/HOST."));
  }

  private static Stream<Remark> withoutTags(PolicyText policy) {
    List<StatementText> ofService =
        policy.statements().stream()
            .filter(TrustPolicies::admits)
            .filter(statement -> serviceOf(statement).findAny().isPresent())
            .toList();
    if (ofService.stream().anyMatch(statement -> statement.isAbout(TAG_SESSION))) {
      return Stream.empty();
    }
    return ofService.stream()
        .flatMap(WorkloadTrust::serviceOf)
        .map(principal ->
            Remark.at(
                principal.element(),
                "Sessions of container credentials have tags, so that this role is refused to all.",
                "Add " + TAG_SESSION + " to the actions."));
  }

  private static Stream<PrincipalText> serviceOf(StatementText statement) {
    return statement.principals().stream()
        .filter(principal -> principal.isService() && principal.text().equals(SERVICE));
  }
}
