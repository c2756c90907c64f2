package dev.rolecall.trust;

import dev.rolecall.directory.Provider;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.Statement;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.VerifiedToken;
import java.util.function.Predicate;

/**
 * Rolecall's own rules on trust policies: which of the statements that allow count for a principal.
 * A statement that denies always counts.
 *
 * @param basis all that shaped this, besides the role: equal ones of a role count the same
 * @param counts whether a statement that allows counts
 * @param rule what it must have to count, for people
 */
record Admission(Basis basis, Predicate<Statement> counts, String rule) {
  /** Principals of accounts are known by themselves: AWS's own rules suffice. */
  private static final Admission EVERY_STATEMENT =
      new Admission(new Basis("", "", ""), statement -> true, "a statement that names it");

  /**
   * What of a principal its admission depends on.
   *
   * @param kind of principal; empty for one that every statement counts for
   * @param name of the service, or of the issuer
   * @param namespace of a service's workload
   */
  record Basis(String kind, String name, String namespace) {}

  static Admission of(TrustPrincipal principal, Role role) {
    return switch (principal) {
      case TrustPrincipal.Service service -> service(service, role);
      case TrustPrincipal.WebIdentity web -> webIdentity(web.token(), web.issuer(), role);
      case TrustPrincipal.Node node -> node(node.service());
      case TrustPrincipal.RoleSession session -> EVERY_STATEMENT;
    };
  }

  /** A service is one for all tenants, so its name alone says nothing of whose workload it is. */
  private static Admission service(TrustPrincipal.Service service, Role role) {
    String namespace = service.workload().pod().namespace();
    String key = "aws:RequestTag/" + TrustContext.NAMESPACE_TAG;
    boolean own = namespace.equals(role.namespace());
    return new Admission(
        new Basis("service", service.name(), namespace),
        statement ->
            statement.principals().nameService(service.name()) && (own || statement.requires(key)),
        "a statement that names %s and, for workloads outside namespace %s, has a condition on %s"
            .formatted(service.name(), role.namespace(), key));
  }

  /** Nodes are no tenant's: whoever may give them a role administers the cluster. */
  private static Admission node(String service) {
    return new Admission(
        new Basis("node", service, ""),
        statement -> statement.principals().nameService(service),
        "a statement that names " + service);
  }

  /**
   * The cluster's issuer vouches for every tenant's workloads, so its name alone says as little.
   */
  private static Admission webIdentity(VerifiedToken token, TrustedIssuer.Kind issuer, Role role) {
    String provider = TrustContext.providerArn(token.issuer(), role);
    String key = Provider.hostAndPath(token.issuer()) + ":sub";
    Basis basis = new Basis(issuer.name(), token.issuer(), "");
    return switch (issuer) {
      case EXTERNAL ->
          new Admission(
              basis,
              statement -> statement.principals().nameProvider(provider),
              "a statement that names " + provider);
      case CLUSTER ->
          new Admission(
              basis,
              statement ->
                  statement.principals().nameProvider(provider)
                      && statement.requires(key, ServiceAccountRef.STRANGERS),
              "a statement that names "
                  + provider
                  + " and has a condition on "
                  + key
                  + " that not every service account satisfies");
    };
  }

  /** The policy without the statements that do not count. */
  PolicyDocument apply(PolicyDocument trustPolicy) {
    return trustPolicy.with(
        trustPolicy.statements().stream()
            .filter(
                statement -> statement.effect() != Statement.Effect.ALLOW || counts.test(statement))
            .toList());
  }
}
