package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamespaceSelectionTest {
  private static final AccountId ACME = new AccountId("111111111111");
  private static final String SELECTS_ACME =
      "accountId: '111111111111', namespaceSelector: {matchLabels: {tenant: acme}}";

  private final List<Account> accounts = new ArrayList<>();
  private final List<IAMRole> roles = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();
  private final CatalogBuilder builder =
      new CatalogBuilder(
          new Reserved(Set.of(), Set.of("rolecall-system")), PolicyQuotas.AWS_DEFAULTS);

  @Test
  void ownsTheNamespacesThatHaveItsLabelsAndNoOthers() {
    account("acme", SELECTS_ACME + ", namespaces: [named]");
    namespace("web", Map.of("tenant", "acme"));
    namespace("case", Map.of("tenant", "Acme"));
    namespace("none", Map.of());

    Catalog catalog = build();

    assertThat(catalog.account(ACME).orElseThrow().namespaces())
        .containsExactlyInAnyOrder("web", "named");
    assertThat(catalog.accountOf("case")).isEmpty();
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void expressionsMeanWhatTheyMeanToKubernetes() {
    account(
        "acme",
        "accountId: '111111111111', namespaceSelector: {matchExpressions: ["
            + "{key: tenant, operator: In, values: [acme, acme-labs]},"
            + "{key: stage, operator: NotIn, values: [test]},"
            + "{key: owner, operator: Exists},"
            + "{key: frozen, operator: DoesNotExist}]}");
    namespace("web", Map.of("tenant", "acme", "owner", ""));
    namespace("labs", Map.of("tenant", "acme-labs", "owner", "x", "stage", "live"));
    namespace("test", Map.of("tenant", "acme", "owner", "x", "stage", "test"));
    namespace("ownerless", Map.of("tenant", "acme"));
    namespace("frozen", Map.of("tenant", "acme", "owner", "x", "frozen", ""));
    namespace("others", Map.of("tenant", "globex", "owner", "x"));

    assertThat(build().account(ACME).orElseThrow().namespaces())
        .containsExactlyInAnyOrder("web", "labs");
  }

  @Test
  void aNamespaceThatLosesItsLabelLosesItsRolesAtOnce() {
    account("acme", SELECTS_ACME);
    namespace("web", Map.of("tenant", "acme"));
    role("web", "reports");
    assertThat(build().role(ACME, "reports")).isPresent();

    namespaces.clear();
    namespace("web", Map.of());
    Catalog catalog = build();

    assertThat(catalog.role(ACME, "reports")).isEmpty();
    assertThat(reasons(catalog, "reports")).containsExactly(Reason.NO_ACCOUNT);
  }

  @Test
  void aNamespaceThatTwoSelectBelongsToNeitherAndBothSaySo() {
    account("acme", SELECTS_ACME);
    account("globex", "accountId: '222222222222', namespaceSelector: {matchLabels: {shared: x}}");
    namespace("web", Map.of("tenant", "acme", "shared", "x"));
    role("web", "reports");

    Catalog catalog = build();

    assertThat(catalog.accountOf("web")).isEmpty();
    assertThat(catalog.role(ACME, "reports")).isEmpty();
    assertThat(reasons(catalog, "acme")).containsExactly(Reason.NAMESPACE_CLAIMED_TWICE);
    assertThat(reasons(catalog, "globex")).containsExactly(Reason.NAMESPACE_CLAIMED_TWICE);
  }

  @Test
  void aLabelTakesNoNamespaceFromTheAccountThatNamesIt() {
    account("globex", "accountId: '222222222222', namespaces: [web]");
    account("acme", SELECTS_ACME);
    namespace("web", Map.of("tenant", "acme"));

    Catalog catalog = build();

    assertThat(catalog.accountOf("web")).isEmpty();
    assertThat(catalog.problems()).hasSize(2);
  }

  @Test
  void systemNamespacesBelongToNobodyHoweverTheyAreClaimed() {
    account("acme", SELECTS_ACME + ", namespaces: [kube-public, web]");
    for (String name :
        List.of("kube-system", "kube-public", "kube-node-lease", "rolecall-system", "shop")) {
      namespace(name, Map.of("tenant", "acme"));
    }

    Catalog catalog = build();

    assertThat(catalog.account(ACME).orElseThrow().namespaces())
        .containsExactlyInAnyOrder("web", "shop");
    assertThat(reasons(catalog, "acme")).containsExactly(Reason.SYSTEM_NAMESPACE);
  }

  /** An older version, or a hand at the API server without the webhook, may write such. */
  @Test
  void aSelectorThatCannotBeReadSelectsNothing() {
    for (String selector :
        List.of(
            "{}",
            "{matchLabel: {tenant: acme}}",
            "{matchLabels: {tenant: acme}, unless: {a: b}}",
            "{matchExpressions: [{key: tenant, operator: in, values: [acme]}]}",
            "{matchExpressions: [{key: tenant, operator: In}]}",
            "{matchExpressions: [{key: tenant, operator: Exists, values: [acme]}]}",
            "{matchLabels: {rolecall.dev/account: '222222222222'}}",
            "{matchExpressions: [{key: rolecall.dev/account, operator: Exists}]}")) {
      accounts.clear();
      namespaces.clear();
      account("acme", "accountId: '111111111111', namespaceSelector: " + selector);
      account("globex", "accountId: '222222222222', namespaces: [web]");
      namespace("web", Map.of("tenant", "acme", "rolecall.dev/account", "222222222222"));

      Catalog catalog = build();

      assertThat(reasons(catalog, "acme")).as(selector).containsExactly(Reason.INVALID_SPEC);
      assertThat(catalog.accountOf("web")).as(selector).isPresent();
      assertThat(NamespaceClaims.unreadable(accounts.getFirst())).as(selector).isTrue();
    }
  }

  @Test
  void powersAndTheUseOfRolesAreReadAndShutByDefault() {
    account("acme", "accountId: '111111111111'");
    account(
        "globex",
        "accountId: '222222222222', roleUse: Granted, pods: {hostPath: true, privileged: true}");

    Catalog catalog = build();

    assertThat(catalog.account(ACME))
        .get()
        .matches(acme -> acme.powers().equals(PodPowers.NONE) && acme.roleUse() == RoleUse.ANY);
    assertThat(catalog.account(new AccountId("222222222222")))
        .get()
        .matches(globex -> globex.powers().equals(new PodPowers(true, true, false)))
        .matches(globex -> globex.roleUse() == RoleUse.GRANTED);
  }

  private Catalog build() {
    return builder.build(
        new ResourceLists(accounts, roles, List.of(), List.of(), List.of(), List.of(), namespaces));
  }

  private static List<Reason> reasons(Catalog catalog, String name) {
    return catalog.problems().stream()
        .filter(problem -> problem.name().equals(name))
        .map(CatalogProblem::reason)
        .toList();
  }

  private void account(String name, String spec) {
    Account account = (Account) Specs.resource("Account", null, name, spec);
    account.getMetadata().setResourceVersion(String.valueOf(spec.hashCode()));
    accounts.add(account);
  }

  private void role(String namespace, String name) {
    String spec =
        "trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow,"
            + " Principal: {Service: pods.eks.amazonaws.com}, Action: 'sts:AssumeRole'}}";
    roles.add((IAMRole) Specs.resource("IAMRole", namespace, name, spec));
  }

  private void namespace(String name, Map<String, String> labels) {
    namespaces.add(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(labels)
            .endMetadata()
            .build());
  }
}
