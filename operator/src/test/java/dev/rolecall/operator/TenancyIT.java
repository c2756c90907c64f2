package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rolecall.json.Json;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.NamespaceSelector;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.testkit.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose namespaces are, and what one tenant's objects may do to another's. */
@ExtendWith(OperatorCluster.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyIT {
  private static final String LABEL = "rolecall.dev/account";

  private ApiServer api;
  private KubernetesClient client;
  private OperatorObjects objects;

  @BeforeAll
  void start(OperatorCluster cluster) {
    api = cluster.api();
    client = cluster.client();
    objects = cluster.objects();
  }

  @Test
  void aNamespaceComesAndGoesWithTheLabelThatItsAccountSelects() throws Exception {
    objects.namespace("chosen");
    selecting("100000000101", "tenant", "chosen-by-label");
    IAMRole role = client.resource(objects.role("chosen", "reports", "")).create();
    objects.until(role, condition -> condition.getReason().equals("NoAccount"));

    api.kubectl("label", "namespace", "chosen", "tenant=chosen-by-label");
    owned("chosen", "100000000101");
    IAMRole used = objects.until(role, condition -> "True".equals(condition.getStatus()));
    assertThat(used.getStatus().getArn()).isEqualTo("arn:aws:iam::100000000101:role/reports");

    api.kubectl("label", "namespace", "chosen", "tenant=somebody-else", "--overwrite");
    objects.until(role, condition -> condition.getReason().equals("NoAccount"));
    nobodys("chosen");
  }

  @Test
  void anOverlapThatALabelMakesLeavesTheNamespaceToNobodyAndBothSaySo() throws Exception {
    objects.namespace("contested");
    Account first = selecting("100000000102", "first", "contested");
    Account second = selecting("100000000103", "second", "contested");
    api.kubectl("label", "namespace", "contested", "first=contested");
    owned("contested", "100000000102");

    api.kubectl("label", "namespace", "contested", "second=contested");
    for (Account account : List.of(first, second)) {
      Account warned = objects.until(account, c -> c.getReason().equals("NamespaceClaimedTwice"));
      assertThat(OperatorObjects.ready(warned).getMessage())
          .contains("'contested'", "account-100000000102, account-100000000103");
    }
    nobodys("contested");

    api.kubectl("label", "namespace", "contested", "first-");
    owned("contested", "100000000103");
    objects.until(first, condition -> "True".equals(condition.getStatus()));
  }

  @Test
  void anAccountThatWouldTakeWhatAnotherHasIsRefused() throws Exception {
    objects.account("100000000005", "owned-team");
    owned("owned-team", "100000000005");
    assertThatThrownBy(() -> objects.account("100000000006", "owned-team"))
        .hasMessageContaining("account-100000000005")
        .hasMessageContaining("owned-team");
    Account selecting = OperatorObjects.accountOf("100000000006");
    selecting.getSpec().setNamespaceSelector(selector("tenant", "taker"));
    api.kubectl("label", "namespace", "owned-team", "tenant=taker");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThatThrownBy(() -> client.resource(selecting).dryRun().create())
                .hasMessageContaining("spec.namespaceSelector")
                .hasMessageContaining("owned-team"));
    Account same = OperatorObjects.accountOf("100000000005", "other-team");
    same.getMetadata().setName("another-name");
    assertThatThrownBy(() -> client.resource(same).create())
        .hasMessageContaining("has the id 100000000005");
  }

  @Test
  void systemNamespacesBelongToNobody() throws Exception {
    assertThatThrownBy(() -> objects.account("100000000104", "kube-system"))
        .hasMessageContaining("'kube-system' are the system's");
    assertThatThrownBy(() -> objects.account("100000000104", "rolecall-system"))
        .hasMessageContaining("'rolecall-system' are the system's");
    objects.namespace("after-system");
    selecting("100000000104", "tenant", "system-thief");
    for (String namespace : List.of("kube-public", "rolecall-system", "after-system")) {
      api.kubectl("label", "namespace", namespace, "tenant=system-thief");
    }
    owned("after-system", "100000000104");
    nobodys("kube-public");
    nobodys("rolecall-system");
  }

  @Test
  void aSelectorByRolecallsOwnLabelsIsRefused() {
    assertThatThrownBy(() -> selecting("100000000105", LABEL, "100000000101"))
        .hasMessageContaining("spec.namespaceSelector.matchLabels")
        .hasMessageContaining("select by another");
  }

  @Test
  void oneRoleTooManyIsRefusedAndOneThatCameWithItsNamespaceIsNotInUse() throws Exception {
    objects.namespace("small-first");
    objects.namespace("small-second");
    IAMRole late = client.resource(objects.role("small-second", "late", "")).create();
    objects.until(late, condition -> condition.getReason().equals("NoAccount"));
    Account account = OperatorObjects.accountOf("100000000106", "small-first");
    AccountQuotas quotas = new AccountQuotas();
    quotas.setRolesQuota(0);
    account.getSpec().setQuotas(quotas);
    account.getSpec().setNamespaceSelector(selector("tenant", "small"));
    client.resource(account).create();
    owned("small-first", "100000000106");

    assertThatThrownBy(() -> client.resource(objects.role("small-first", "second", "")).create())
        .hasMessageContaining("spec.quotas.rolesQuota")
        .hasMessageContaining("LimitExceeded");
    api.kubectl("label", "namespace", "small-second", "tenant=small");
    IAMRole refused = objects.until(late, c -> c.getReason().equals("QuotaExceeded"));
    assertThat(OperatorObjects.ready(refused).getStatus()).isEqualTo("False");

    client
        .resource(account)
        .edit(now -> {
          now.getSpec().getQuotas().setRolesQuota(1);
          return now;
        });
    objects.until(late, condition -> "True".equals(condition.getStatus()));
  }

  @Test
  void tellsARoleOfItsPoliciesAndKeepsThoseThatItHas() throws Exception {
    objects.account("100000000002", "policy-team");
    IAMPolicy policy = client.resource(objects.policy("policy-team", "read")).create();
    IAMRole role =
        client.resource(objects.role("policy-team", "reader", "managedPolicies: [read]")).create();
    objects.until(role, condition -> "True".equals(condition.getStatus()));
    attachments(policy, 1);
    assertThatThrownBy(() -> client.resource(policy).delete())
        .hasMessageContaining("DeleteConflict")
        .hasMessageContaining("policy-team/reader");

    attach(role, "read", "gone");
    IAMRole without = objects.until(role, condition -> "False".equals(condition.getStatus()));
    assertThat(OperatorObjects.ready(without).getReason()).isEqualTo("ManagedPolicyNotFound");
    client.resource(objects.policy("policy-team", "gone")).create();
    objects.until(role, condition -> "True".equals(condition.getStatus()));

    attach(role);
    attachments(policy, 0);
    client.resource(policy).delete();
  }

  @Test
  void whatOthersWouldMissStaysUntilTheyDoNot() {
    Account account = objects.account("100000000107", "kept");
    IAMRole role = client.resource(objects.role("kept", "web", "")).create();
    RoleAssociation association = new RoleAssociation();
    association.getMetadata().setNamespace("kept");
    association.getMetadata().setName("web");
    association.getSpec().setServiceAccounts(List.of("web"));
    association.getSpec().setRole("web");
    client.resource(association).create();
    until(role, now -> Integer.valueOf(1).equals(now.getStatus().getAssociations()));

    assertThatThrownBy(() -> client.resource(role).delete())
        .hasMessageContaining("DeleteConflict")
        .hasMessageContaining("kept/web");
    assertThatThrownBy(() -> client.resource(account).delete())
        .hasMessageContaining("1 IAMRoles")
        .hasMessageContaining("1 RoleAssociations");

    client.resource(association).delete();
    until(role, now -> Integer.valueOf(0).equals(now.getStatus().getAssociations()));
    client.resource(role).delete();
    // The webhook sees what the operator's caches have: the role's end comes there a little later.
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> client.resource(account).delete(), deleted -> !deleted.isEmpty());
  }

  /** This API server has nobody who ends namespaces: what is in them is deleted here. */
  @Test
  void aNamespaceThatIsBeingDeletedIsNotHeldUpByWhatIsElsewhere() throws Exception {
    objects.account("100000000108", "ending", "lasting");
    IAMPolicy policy = client.resource(objects.policy("ending", "read")).create();
    IAMRole role =
        client.resource(objects.role("lasting", "reader", "managedPolicies: [read]")).create();
    objects.until(role, condition -> "True".equals(condition.getStatus()));
    assertThatThrownBy(() -> client.resource(policy).delete())
        .hasMessageContaining("lasting/reader");

    api.kubectl("delete", "namespace", "ending", "--wait=false");
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> {
          client.resource(policy).delete();
          return true;
        });
    objects.until(role, condition -> condition.getReason().equals("ManagedPolicyNotFound"));
  }

  @Test
  void theIssuersOfTheClusterAndOfIdentityTokensCannotBeDeclared() {
    objects.account("100000000109", "issuer-team");
    for (String url : List.of(ApiServer.ISSUER, "https://STS.example.com:443/")) {
      OIDCProvider provider = new OIDCProvider();
      provider.getMetadata().setNamespace("issuer-team");
      provider.getMetadata().setName("own");
      provider.getSpec().setUrl(url);
      provider.getSpec().setClientIds(List.of("sts.amazonaws.com"));
      assertThatThrownBy(() -> client.resource(provider).create())
          .as(url)
          .hasMessageContaining("spec.url")
          .hasMessageContaining("without declaring it");
    }
  }

  @Test
  void columnsAnswerWhatIsAskedFirst() throws Exception {
    Account account = objects.account("100000000110", "column-team");
    client.resource(objects.policy("column-team", "read")).create();
    client.resource(objects.role("column-team", "r", "permissionsBoundary: read")).create();
    client
        .resource(account)
        .waitUntilCondition(
            now -> now.getStatus() != null && Integer.valueOf(1).equals(now.getStatus().getRoles()),
            30,
            TimeUnit.SECONDS);

    assertThat(api.kubectl("get", "account", "account-100000000110"))
        .containsSubsequence("NAMESPACES", "ROLES", "SUSPENDED", "READY", "AGE")
        .containsPattern("100000000110 +1 +1 ");
    assertThat(api.kubectl("get", "iampolicy", "-n", "column-team", "-o", "wide"))
        .containsSubsequence("ATTACHMENTS", "BOUNDARY OF", "ARN", "READY")
        .contains("arn:aws:iam::100000000110:policy/read");
  }

  private void attachments(IAMPolicy policy, int count) {
    client
        .resource(policy)
        .waitUntilCondition(
            now ->
                now.getStatus() != null
                    && Integer.valueOf(count).equals(now.getStatus().getAttachmentCount()),
            30,
            TimeUnit.SECONDS);
  }

  private void until(IAMRole role, Predicate<IAMRole> condition) {
    client
        .resource(role)
        .waitUntilCondition(
            now -> now.getStatus() != null && condition.test(now), 30, TimeUnit.SECONDS);
  }

  private void attach(IAMRole role, String... policies) throws Exception {
    api.kubectl(
        "patch",
        "iamrole",
        "-n",
        role.getMetadata().getNamespace(),
        role.getMetadata().getName(),
        "--type=merge",
        "-p",
        Json.write(Map.of("spec", Map.of("managedPolicies", List.of(policies)))));
  }

  private Account selecting(String id, String key, String value) {
    Account account = OperatorObjects.accountOf(id);
    account.getSpec().setNamespaceSelector(selector(key, value));
    return client.resource(account).create();
  }

  private static NamespaceSelector selector(String key, String value) {
    NamespaceSelector selector = new NamespaceSelector();
    selector.setMatchLabels(Map.of(key, value));
    return selector;
  }

  private void owned(String namespace, String account) {
    label(namespace, label -> label.equals(Optional.of(account)));
  }

  private void nobodys(String namespace) {
    label(namespace, Optional::isEmpty);
  }

  private void label(String namespace, Predicate<Optional<String>> expected) {
    client
        .namespaces()
        .withName(namespace)
        .waitUntilCondition(
            now ->
                expected.test(
                    Optional.ofNullable(now.getMetadata().getLabels())
                        .map(labels -> labels.get(LABEL))),
            30,
            TimeUnit.SECONDS);
  }
}
