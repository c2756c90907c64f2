package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountQuotasTest {
  private static final AccountId ACME = new AccountId("111111111111");
  private static final String TRUST =
      "trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow,"
          + " Principal: {Service: pods.eks.amazonaws.com}, Action: 'sts:AssumeRole'}}";
  private static final String DOCUMENT =
      "document: {Version: '2012-10-17', Statement: {Effect: Deny, Action: '*', Resource: '*'}}";

  private static final String LONG = "ab*".repeat(300);

  private final List<HasMetadata> resources = new ArrayList<>();
  private final CatalogBuilder builder =
      new CatalogBuilder(Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS);

  @Test
  void defaultsAreThoseOfAws() {
    AccountQuotas quotas = new AccountQuotas();
    assertThat(quotas.getRolesQuota()).isEqualTo(1000);
    assertThat(quotas.getPoliciesQuota()).isEqualTo(1500);
    assertThat(quotas.getAttachedPoliciesPerRoleQuota()).isEqualTo(10);
    assertThat(quotas.getOpenIDConnectProvidersQuota()).isEqualTo(100);
    assertThat(quotas.getPodIdentityAssociationsQuota()).isEqualTo(5000);
    assertThat(quotas.getInstanceProfilesQuota()).isEqualTo(1000);
    assertThat(quotas.getMemoryQuota()).isEqualTo(128);
    quotas.setRolesQuota(10_000);
    assertThat(quotas.getMemoryQuota()).isEqualTo(1250);
  }

  @Test
  void whatTakesTooMuchMemoryIsNotInUse() {
    account("memoryQuota: 1");
    String large =
        DOCUMENT.replace("Resource: '*'", "Resource: ['*', 'arn:aws:s3:::%s']".formatted(LONG));
    for (int i = 0; i < 20; i++) {
      add("IAMPolicy", "p" + i, large, "2026-01-%02dT00:00:00Z".formatted(i + 1));
    }
    add("IAMRole", "r", TRUST + ", managedPolicies: [p0, p19]", "2026-01-01T00:00:00Z");
    add("IAMRole", "small", TRUST, "2026-01-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(reasons(catalog, "p0")).isEmpty();
    assertThat(reasons(catalog, "p19")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(reasons(catalog, "r")).containsExactly(Reason.POLICY_UNREADABLE);
    assertThat(catalog.role(ACME, "small")).isPresent();
    assertThat(catalog.memory(ACME)).isBetween(900_000L, 1L << 20);

    resources.removeIf(it ->
        it.getMetadata().getName().matches("p1?[1-9]")
            && !it.getMetadata().getName().equals("p19"));
    assertThat(reasons(build(), "p19")).isEmpty();
    assertThat(build().role(ACME, "r").map(Role::policies).orElseThrow())
        .extracting(PolicyDocument::name)
        .containsExactly("managed policy 'p0'", "managed policy 'p19'");
  }

  /** Who trusts the name or the issuer meant the older one, and does not hear of another. */
  @Test
  void whatTakesTooMuchMemoryKeepsItsNameAndItsIssuer() {
    account("memoryQuota: 1");
    String large =
        ", policies: [{name: p, document: {Version: '2012-10-17', Statement: {Effect: Allow,"
            + " Action: '*', Resource: 'arn:aws:s3:::%s'}}}]".formatted("a*".repeat(4_500));
    add("IAMRole", "older", TRUST + ", roleName: reader" + large, "2026-01-01T00:00:00Z");
    add("IAMRole", "younger", TRUST + ", roleName: reader", "2026-02-01T00:00:00Z");
    add("IAMRole", "small", TRUST, "2026-03-01T00:00:00Z");
    String issuer = "url: 'https://issuer.test', clientIds: [%s]";
    String clients =
        IntStream.range(0, 20)
            .mapToObj(i -> "'" + i + "*".repeat(240) + "'")
            .collect(Collectors.joining(","));
    add("OIDCProvider", "first", issuer.formatted(clients), "2026-01-01T00:00:00Z");
    add("OIDCProvider", "second", issuer.formatted("other"), "2026-02-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(reasons(catalog, "older")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(reasons(catalog, "younger")).containsExactly(Reason.DUPLICATE_NAME);
    assertThat(catalog.role(ACME, "reader")).isEmpty();
    assertThat(catalog.role(ACME, "small")).isPresent();
    assertThat(reasons(catalog, "first")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(reasons(catalog, "second")).containsExactly(Reason.DUPLICATE_ISSUER);
    assertThat(catalog.provider(ACME, "https://issuer.test")).isEmpty();
  }

  @Test
  void theYoungestRolesOfTooManyAreNotInUse() {
    account("rolesQuota: 2");
    add("IAMRole", "young", TRUST, "2026-03-01T00:00:00Z");
    add("IAMRole", "oldest", TRUST, "2026-01-01T00:00:00Z");
    add("IAMRole", "older", TRUST, "2026-02-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(catalog.role(ACME, "oldest")).isPresent();
    assertThat(catalog.role(ACME, "older")).isPresent();
    assertThat(catalog.role(ACME, "young")).isEmpty();
    assertThat(reasons(catalog, "young")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(Reason.QUOTA_EXCEEDED).hasToString("QuotaExceeded");

    resources.removeIf(resource -> resource.getMetadata().getName().equals("oldest"));
    assertThat(build().role(ACME, "young")).isPresent();
  }

  /** It may have been there to deny something. */
  @Test
  void aPolicyTooManyGivesTheRolesThatHaveItNothing() {
    account("policiesQuota: 1");
    add("IAMPolicy", "first", DOCUMENT, "2026-01-01T00:00:00Z");
    add("IAMPolicy", "second", DOCUMENT, "2026-02-01T00:00:00Z");
    add("IAMRole", "r", TRUST + ", managedPolicies: [second]", "2026-01-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(reasons(catalog, "second")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(reasons(catalog, "r")).containsExactly(Reason.POLICY_UNREADABLE);
    assertThat(catalog.role(ACME, "r").map(Role::policies).orElseThrow())
        .extracting(PolicyDocument::name)
        .containsExactly("unreadable managed policy 'second'");
  }

  @Test
  void aRoleWithTooManyPoliciesIsNotInUseAndKeepsItsName() {
    account("attachedPoliciesPerRoleQuota: 1");
    add("IAMRole", "r", TRUST + ", managedPolicies: [a, b]", "2026-01-01T00:00:00Z");
    add("IAMRole", "namesake", TRUST + ", roleName: r", "2026-02-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(catalog.role(ACME, "r")).isEmpty();
    assertThat(reasons(catalog, "r")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(reasons(catalog, "namesake")).containsExactly(Reason.DUPLICATE_NAME);
  }

  @Test
  void providersAndAssociationsAreCountedToo() {
    account("openIDConnectProvidersQuota: 0, podIdentityAssociationsQuota: 0");
    add(
        "OIDCProvider",
        "p",
        "url: 'https://idp.example.com', clientIds: [x]",
        "2026-01-01T00:00:00Z");
    add("RoleAssociation", "assoc", "serviceAccounts: [web], role: r", "2026-01-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(catalog.provider(ACME, "https://idp.example.com")).isEmpty();
    assertThat(reasons(catalog, "p")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(reasons(catalog, "assoc")).containsExactly(Reason.QUOTA_EXCEEDED);
    // It may have been there to limit its pods, so they get nothing.
    assertThat(catalog.associations("a").all())
        .singleElement()
        .matches(
            association -> association.role().isEmpty() && association.sessionPolicy() != null);
  }

  /** Its nodes have no role, rather than one of a profile that was not meant for them. */
  @Test
  void aProfileTooManyGivesItsNodesNothing() {
    account("instanceProfilesQuota: 1");
    add("IAMRole", "r", TRUST, "2026-01-01T00:00:00Z");
    profile("first", "one", "2026-01-01T00:00:00Z");
    profile("second", "two", "2026-02-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(reasons(catalog, "second")).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(catalog.instanceProfile(pool("one")).orElseThrow().role()).isNotNull();
    assertThat(catalog.instanceProfile(pool("two")).orElseThrow().role()).isNull();
  }

  private static Map<String, String> pool(String name) {
    return Map.of("node-restriction.kubernetes.io/pool", name);
  }

  private void profile(String name, String pool, String created) {
    add(
            "InstanceProfile",
            name,
            "nodeSelector: {matchLabels: {node-restriction.kubernetes.io/pool: %s}},"
                    .formatted(pool)
                + " role: 'arn:aws:iam::111111111111:role/r'",
            created)
        .getMetadata()
        .setNamespace(null);
  }

  private void account(String quotas) {
    HasMetadata account =
        add(
            "Account",
            "acme",
            "accountId: '111111111111', namespaces: [a], quotas: {" + quotas + "}",
            "2026-01-01T00:00:00Z");
    account.getMetadata().setNamespace(null);
  }

  private HasMetadata add(String kind, String name, String spec, String created) {
    HasMetadata resource = Specs.resource(kind, "a", name, spec);
    resource.getMetadata().setCreationTimestamp(created);
    resources.add(resource);
    return resource;
  }

  private Catalog build() {
    return builder.build(
        new ResourceLists(
            each(Account.class),
            each(IAMRole.class),
            each(IAMPolicy.class),
            each(OIDCProvider.class),
            each(RoleAssociation.class),
            each(InstanceProfile.class),
            List.of()));
  }

  private <T> List<T> each(Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<Reason> reasons(Catalog catalog, String name) {
    return catalog.problems().stream()
        .filter(problem -> problem.name().equals(name))
        .map(CatalogProblem::reason)
        .toList();
  }
}
