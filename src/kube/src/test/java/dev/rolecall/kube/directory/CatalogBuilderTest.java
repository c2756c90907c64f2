package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.Provider;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyEvaluator;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.RequestContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogBuilderTest {
  private static final AccountId ACME = new AccountId("111111111111");
  private static final String TRUST =
      "trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow,"
          + " Principal: {Service: pods.eks.amazonaws.com}, Action: 'sts:AssumeRole'}}";
  private static final String ALLOW =
      "{Version: '2012-10-17', Statement: {Effect: Allow, Action: '*', Resource: '*'}}";

  private final List<HasMetadata> resources = new ArrayList<>();
  private final CatalogBuilder builder =
      new CatalogBuilder(
          Reserved.issuers(Set.of("https://own.example.com")), PolicyQuotas.AWS_DEFAULTS);

  @Test
  void resourcesBecomeWhatTheySay() {
    account(
        "acme",
        "accountId: '111111111111', namespaces: [a, b], suspended: true,"
            + " guardrails: [{name: root, policies: [{name: all, document: "
            + ALLOW
            + "}]}],"
            + " permissionsBoundary: "
            + ALLOW);
    add("IAMPolicy", "a", "limit", "policyName: Limit, document: " + ALLOW);
    add(
        "IAMRole",
        "b",
        "reports",
        TRUST
            + ", roleName: Reports, path: /team/, maxSessionDuration: 7200,"
            + " policies: [{name: p, document: "
            + ALLOW
            + "}], managedPolicies: [limit],"
            + " permissionsBoundary: 'arn:aws:iam::111111111111:policy/Limit',"
            + " tags: [{key: Team, value: a}], revokeSessionsIssuedBefore: '2026-01-31T12:00:00Z'");

    Catalog catalog = build();

    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.accountOf("b"))
        .get()
        .matches(account -> account.id().equals(ACME) && account.suspended())
        .matches(account -> account.boundary() != null && account.scps().size() == 1);
    Role role = catalog.role(RoleId.ofUid("uid-IAMRole-b-reports")).orElseThrow();
    assertThat(role.arn()).isEqualTo(new RoleArn(ACME, "/team/", "Reports"));
    assertThat(role.policies())
        .extracting(PolicyDocument::name)
        .containsExactly("inline policy 'p'", "managed policy 'Limit'");
    assertThat(role.boundary()).isNotNull();
    assertThat(role.maxSessionDuration()).hasHours(2);
    assertThat(role.tags()).containsEntry("Team", "a");
    assertThat(role.revokedBefore()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(catalog.role(new RoleArn(ACME, "/team/", "rePorts"))).contains(role);
    assertThat(catalog.role(new RoleArn(ACME, "/", "Reports"))).isEmpty();
    assertThat(catalog.role(ACME, "REPORTS")).contains(role);
  }

  @Test
  void namespaceClaimedTwiceBelongsToNobodyEvenWhereOneClaimantIsInvalid() {
    account("acme", "accountId: '111111111111', namespaces: [a, shared]");
    account("globex", "accountId: '222222222222', namespaces: [b, shared], unknown: 1");
    add("IAMRole", "shared", "r", TRUST);

    Catalog catalog = build();

    assertThat(catalog.accountOf("a")).isPresent();
    assertThat(catalog.accountOf("b")).isEmpty();
    assertThat(catalog.accountOf("shared")).isEmpty();
    assertThat(catalog.role(ACME, "r")).isEmpty();
    assertThat(reasons(catalog, "acme")).containsExactly(Reason.NAMESPACE_CLAIMED_TWICE);
    assertThat(reasons(catalog, "globex")).containsExactly(Reason.INVALID_SPEC);
    assertThat(reasons(catalog, "r")).containsExactly(Reason.NO_ACCOUNT);
  }

  @Test
  void oldestOfTwoAccountsHasTheId() {
    account("young", "accountId: '111111111111', namespaces: [b]");
    account("old", "accountId: '111111111111', namespaces: [a]")
        .getMetadata()
        .setCreationTimestamp("2020-01-01T00:00:00Z");

    Catalog catalog = build();

    assertThat(catalog.account(ACME)).get().matches(account -> account.name().equals("old"));
    assertThat(catalog.accountOf("b")).isEmpty();
    assertThat(reasons(catalog, "young")).containsExactly(Reason.DUPLICATE_ACCOUNT_ID);
  }

  @Test
  void oldestOfTwoRolesHasTheNameWhateverItsCaseAndEvenWhileItIsInvalid() {
    account("acme", "accountId: '111111111111', namespaces: [a, b]");
    add("IAMRole", "a", "young", TRUST + ", roleName: REPORTS");
    HasMetadata old = add("IAMRole", "b", "old", TRUST + ", roleName: reports");
    old.getMetadata().setCreationTimestamp("2020-01-01T00:00:00Z");

    assertThat(build().role(ACME, "Reports")).get().matches(role -> role.namespace().equals("b"));
    assertThat(reasons(build(), "young")).containsExactly(Reason.DUPLICATE_NAME);

    ((IAMRole) old).getSpec().setUnknownField("permissionBoundary", "x");
    old.getMetadata().setResourceVersion("2");
    assertThat(build().role(ACME, "Reports")).isEmpty();
    assertThat(reasons(build(), "old")).containsExactly(Reason.INVALID_SPEC);
  }

  @Test
  void danglingManagedPolicyIsReportedAndTheRoleWorks() {
    account("acme", "accountId: '111111111111', namespaces: [a]");
    add(
        "IAMRole",
        "a",
        "r",
        TRUST + ", managedPolicies: [Gone], policies: [{name: p, document: " + ALLOW + "}]");

    Catalog catalog = build();

    assertThat(reasons(catalog, "r")).containsExactly(Reason.POLICY_NOT_FOUND);
    assertThat(allows(catalog.role(ACME, "r").orElseThrow())).isTrue();
  }

  @Test
  void boundaryThatIsMissingOrUnreadableAllowsNothing() {
    account("acme", "accountId: '111111111111', namespaces: [a]");
    add("IAMPolicy", "a", "broken", "document: " + ALLOW + ", documnt: {}");
    String grants = TRUST + ", policies: [{name: p, document: " + ALLOW + "}]";
    add("IAMRole", "a", "missing", grants + ", permissionsBoundary: Gone");
    add("IAMRole", "a", "unreadable", grants + ", permissionsBoundary: broken");
    add("IAMRole", "a", "managed", grants + ", managedPolicies: [broken]");

    Catalog catalog = build();

    assertThat(allows(catalog.role(ACME, "missing").orElseThrow())).isFalse();
    assertThat(allows(catalog.role(ACME, "unreadable").orElseThrow())).isFalse();
    assertThat(allows(catalog.role(ACME, "managed").orElseThrow())).isFalse();
    assertThat(reasons(catalog, "missing")).containsExactly(Reason.BOUNDARY_NOT_FOUND);
    assertThat(reasons(catalog, "unreadable")).containsExactly(Reason.BOUNDARY_UNREADABLE);
    assertThat(reasons(catalog, "managed")).containsExactly(Reason.POLICY_UNREADABLE);
  }

  @Test
  void policiesOfOtherAccountsAreNotFound() {
    account("acme", "accountId: '111111111111', namespaces: [a]");
    account("globex", "accountId: '222222222222', namespaces: [g]");
    add("IAMPolicy", "g", "all", "document: " + ALLOW);
    add(
        "IAMRole",
        "a",
        "r",
        TRUST + ", managedPolicies: ['arn:aws:iam::222222222222:policy/all', all]");

    assertThat(reasons(build(), "r"))
        .containsExactly(Reason.POLICY_NOT_FOUND, Reason.POLICY_NOT_FOUND);
  }

  @Test
  void ownIssuersCannotBeDeclaredHoweverTheyAreWritten() {
    account("acme", "accountId: '111111111111', namespaces: [a]");
    add("OIDCProvider", "a", "own", "url: 'https://own.example.com', clientIds: [x]");
    add("OIDCProvider", "a", "port", "url: 'https://OWN.example.com:443/', clientIds: [x]");
    add("OIDCProvider", "a", "zeros", "url: 'https://own.example.com:00443', clientIds: [x]");
    add("OIDCProvider", "a", "dot", "url: 'https://own.example.com.', clientIds: [x]");
    add("OIDCProvider", "a", "other", "url: 'https://own.example.com:8443', clientIds: [x]");

    Catalog catalog = build();

    assertThat(catalog.provider(ACME, "https://own.example.com")).isEmpty();
    assertThat(catalog.provider(ACME, "https://OWN.example.com/")).isEmpty();
    assertThat(reasons(catalog, "own")).containsExactly(Reason.RESERVED_ISSUER);
    assertThat(reasons(catalog, "port")).containsExactly(Reason.RESERVED_ISSUER);
    assertThat(reasons(catalog, "zeros")).containsExactly(Reason.RESERVED_ISSUER);
    assertThat(reasons(catalog, "dot")).containsExactly(Reason.RESERVED_ISSUER);
    assertThat(reasons(catalog, "other")).isEmpty();
  }

  /** Condition keys and ARNs have no scheme, so that one issuer could pass for the other. */
  @Test
  void ownIssuerWithoutASchemeCannotBeDeclaredWithOne() {
    account("acme", "accountId: '111111111111', namespaces: [a]");
    add("OIDCProvider", "a", "own", "url: 'https://cluster.example.com', clientIds: [x]");

    Catalog catalog =
        new CatalogBuilder(
                Reserved.issuers(Set.of("cluster.example.com")), PolicyQuotas.AWS_DEFAULTS)
            .build(
                new ResourceLists(
                    each(Account.class),
                    List.of(),
                    List.of(),
                    each(OIDCProvider.class),
                    List.of(),
                    List.of(),
                    List.of()));

    assertThat(reasons(catalog, "own")).containsExactly(Reason.RESERVED_ISSUER);
  }

  @Test
  void providersAreFoundByExactIssuerInTheirAccountOnly() {
    account("acme", "accountId: '111111111111', namespaces: [a]");
    account("globex", "accountId: '222222222222', namespaces: [g]");
    add(
        "OIDCProvider",
        "a",
        "ci",
        "url: 'https://ci.example.com:443/Path', clientIds: [x], jwksUri: 'https://ci.example.com/keys'");
    add("OIDCProvider", "a", "ci2", "url: 'https://ci.example.com/Path', clientIds: [y]");

    Catalog catalog = build();

    assertThat(catalog.provider(ACME, "https://ci.example.com/Path"))
        .get()
        .matches(provider -> provider.keys() instanceof Provider.Keys.Url)
        .matches(provider -> provider.clientIds().equals(Set.of("x")))
        .extracting(Provider::arn)
        .isEqualTo("arn:aws:iam::111111111111:oidc-provider/ci.example.com/Path");
    assertThat(catalog.provider(ACME, "https://ci.example.com/path")).isEmpty();
    assertThat(catalog.provider(ACME, "https://ci.example.com/Path/")).isEmpty();
    assertThat(catalog.provider(new AccountId("222222222222"), "https://ci.example.com/Path"))
        .isEmpty();
    assertThat(reasons(catalog, "ci2")).containsExactly(Reason.DUPLICATE_ISSUER);
  }

  /** One tenant's resource must not keep the others' from being read. */
  @Test
  void oddResourcesOfOneNamespaceDoNotHarmTheOthers() {
    account("acme", "accountId: '111111111111', namespaces: [a, b]");
    add("RoleAssociation", "a", "all", "serviceAccounts: [x], role: r, podSelector: {}");
    add("IAMRole", "a", "number", "trustPolicy: {'99999999999999': 1}");
    add("IAMRole", "b", "r", TRUST);

    Catalog catalog = build();

    assertThat(catalog.role(ACME, "r")).isPresent();
    assertThat(catalog.associations("a").all()).hasSize(1);
    assertThat(reasons(catalog, "all")).isEmpty();
    assertThat(reasons(catalog, "number")).containsExactly(Reason.INVALID_SPEC);
  }

  @Test
  void orderOfTheListsDoesNotMatter() {
    account("acme", "accountId: '111111111111', namespaces: [a, b]");
    add("IAMRole", "a", "r", TRUST);
    add("IAMRole", "b", "r", TRUST);

    Catalog first = build();
    Collections.reverse(resources);

    assertThat(build().role(ACME, "r")).isEqualTo(first.role(ACME, "r"));
    assertThat(build().problems()).isEqualTo(first.problems());
  }

  @Test
  void unchangedResourceIsReadOnce() {
    Readings readings = new Readings(PolicyQuotas.AWS_DEFAULTS, Map.of());
    HasMetadata role = add("IAMRole", "a", "r", TRUST);
    var first = readings.of(role);
    readings.forgetUnused();

    assertThat(readings.of(role)).isSameAs(first);
    role.getMetadata().setResourceVersion("2");
    assertThat(readings.of(role)).isNotSameAs(first);
  }

  private boolean allows(Role role) {
    Caller caller =
        new Caller.RoleSession(
            role.arn(),
            Arn.parse(role.arn().assumedBy(new SessionName("ab")).toString()).orElseThrow());
    @Nullable PolicyDocument boundary = role.boundary();
    Policies policies =
        new Policies(
            role.policies(),
            null,
            boundary == null ? List.of() : List.of(boundary),
            null,
            List.of(),
            List.of());
    return PolicyEvaluator.evaluate(
            policies,
            new AuthorizationRequest(
                caller, "s3:GetObject", "arn:aws:s3:::b/k", ACME, RequestContext.empty()))
        .allowed();
  }

  private static List<Reason> reasons(Catalog catalog, String name) {
    return catalog.problems().stream()
        .filter(problem -> problem.name().equals(name))
        .map(CatalogProblem::reason)
        .toList();
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

  private HasMetadata account(String name, String spec) {
    return add("Account", null, name, spec);
  }

  private HasMetadata add(String kind, @Nullable String namespace, String name, String spec) {
    HasMetadata resource = Specs.resource(kind, namespace, name, spec);
    resources.add(resource);
    return resource;
  }
}
