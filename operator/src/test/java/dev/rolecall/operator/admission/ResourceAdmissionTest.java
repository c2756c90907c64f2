package dev.rolecall.operator.admission;

import static dev.rolecall.operator.fakes.Resources.account;
import static dev.rolecall.operator.fakes.Resources.namespace;
import static dev.rolecall.operator.fakes.Resources.role;
import static dev.rolecall.operator.fakes.Reviews.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.NamespaceSelector;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.fakes.Reviews;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResourceAdmissionTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ClusterState state = Resources.state(account("111111111111", "team"));
  private final ResourceAdmission admission =
      new ResourceAdmission(
          () -> Optional.of(state), Resources.RESERVED, PolicyQuotas.AWS_DEFAULTS);

  @Test
  void admitsAGoodRole() {
    assertThat(create(role("team", "reader", "")))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  @Test
  void namesAMisspeltFieldAndItsSpelling() {
    assertThat(refusal(create(role("team", "reader", "permissionBoundary: limits"))))
        .contains("spec.permissionBoundary", "permissionsBoundary");
  }

  @Test
  void givesPolicyProblemsTheirPlaceWithoutAPositionInForeignText() {
    ObjectNode object = MAPPER.valueToTree(role("team", "reader", ""));
    ((ObjectNode) object.at("/spec/trustPolicy/Statement/0")).put("Effect", "Permit");
    assertThat(refusal(review("CREATE", object, MissingNode.getInstance())))
        .contains("spec.trustPolicy")
        .contains("Effect")
        .doesNotContain("line ");
  }

  @Test
  void warnsOfARoleOutsideEveryAccount() {
    assertThat(create(role("nowhere", "reader", "")))
        .isEqualTo(
            new AdmissionAnswer.Allowed(
                List.of(
                    "namespace 'nowhere' belongs to no Account, so this IAMRole is not in use"
                        + " yet")));
  }

  @Test
  void warnsOfARoleWhoseNameIsTaken() {
    state = Resources.state(account("111111111111", "team"), role("team", "reader", ""));
    AdmissionAnswer answer = create(role("team", "second", "roleName: READER"));
    assertThat(answer).isInstanceOf(AdmissionAnswer.Allowed.class);
    assertThat(((AdmissionAnswer.Allowed) answer).warnings())
        .singleElement()
        .asString()
        .contains("has a role 'reader' already");
  }

  @Test
  void doesNotWarnARoleOfItself() {
    state = Resources.state(account("111111111111", "team"), role("team", "reader", ""));
    assertThat(
            review(
                "UPDATE",
                MAPPER.valueToTree(role("team", "reader", "description: reads")),
                MAPPER.valueToTree(role("team", "reader", ""))))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  @Test
  void refusesAnAccountThatTakesAnothersNamespace() {
    assertThat(refusal(create(account("222222222222", "free", "team"))))
        .contains("spec.namespaces")
        .contains("'account-111111111111'")
        .contains("'team'");
  }

  @Test
  void refusesAnAccountWhoseSelectorTakesAnothersNamespace() {
    state =
        Resources.state(account("111111111111", "team"), namespace("team", Map.of("tenant", "b")));
    assertThat(refusal(create(selecting("222222222222", "tenant", "b"))))
        .contains("spec.namespaceSelector", "'account-111111111111'", "'team'");
    assertThat(create(selecting("222222222222", "tenant", "c")))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  @Test
  void refusesAnAccountThatNamesASelectedOrASystemNamespace() {
    state =
        Resources.state(
            selecting("111111111111", "tenant", "a"), namespace("team", Map.of("tenant", "a")));
    assertThat(refusal(create(account("222222222222", "team"))))
        .contains("spec.namespaces", "'account-111111111111'", "'team'");
    assertThat(refusal(create(account("222222222222", "kube-system", "rolecall-system", "own"))))
        .contains("spec.namespaces", "'kube-system'", "'rolecall-system'")
        .doesNotContain("'own'");
  }

  /** Whoever may label namespaces made the overlap; the Accounts must still be mendable. */
  @Test
  void letsAnAccountChangeThatCannotHelpItsOverlap() {
    var second = selecting("222222222222", "tenant", "a");
    state =
        Resources.state(
            account("111111111111", "team"), second, namespace("team", Map.of("tenant", "a")));
    var suspended = selecting("222222222222", "tenant", "a");
    suspended.getSpec().setSuspended(true);
    assertThat(review("UPDATE", MAPPER.valueToTree(suspended), MAPPER.valueToTree(second)))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  @Test
  void refusesWhatIsBeyondTheAccountsQuotas() {
    var account = account("111111111111", "team");
    AccountQuotas quotas = new AccountQuotas();
    quotas.setRolesQuota(1);
    quotas.setAttachedPoliciesPerRoleQuota(1);
    account.getSpec().setQuotas(quotas);
    state = Resources.state(account, role("team", "reader", "managedPolicies: [a, b]"));

    assertThat(refusal(create(role("team", "second", ""))))
        .contains("metadata.namespace", "has 1 of 1", "spec.quotas.rolesQuota", "LimitExceeded");
    assertThat(create(Resources.policy("team", "read")))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
    // What was there before may be changed, but not grow.
    assertThat(
            refusal(
                review(
                    "UPDATE",
                    MAPPER.valueToTree(role("team", "reader", "managedPolicies: [a, b, c]")),
                    MAPPER.valueToTree(role("team", "reader", "managedPolicies: [a, b]")))))
        .contains("spec.managedPolicies", "may have 1", "not 3");
    assertThat(
            review(
                "UPDATE",
                MAPPER.valueToTree(
                    role("team", "reader", "managedPolicies: [a, b]\n  description: x")),
                MAPPER.valueToTree(role("team", "reader", "managedPolicies: [a, b]"))))
        .isInstanceOf(AdmissionAnswer.Allowed.class);
  }

  @Test
  void refusesWhatWouldTakeMoreMemoryThanTheAccountMay() {
    var account = account("111111111111", "team");
    AccountQuotas quotas = new AccountQuotas();
    quotas.setMemoryQuota(1);
    account.getSpec().setQuotas(quotas);
    state =
        Resources.state(
            account,
            role("team", "reader", heavy(70)),
            role("team", "a", heavy(900)),
            role("team", "b", heavy(900)),
            role("team", "c", heavy(900)),
            role("team", "d", heavy(900)));

    assertThat(refusal(create(role("team", "second", heavy(900)))))
        .contains("spec: ", "may take 1 MiB", "spec.quotas.memoryQuota", "LimitExceeded");
    assertThat(create(role("team", "second", heavy(70))))
        .isInstanceOf(AdmissionAnswer.Allowed.class);
    assertThat(
            refusal(
                review(
                    "UPDATE",
                    MAPPER.valueToTree(role("team", "reader", heavy(990))),
                    MAPPER.valueToTree(role("team", "reader", heavy(70))))))
        .contains("spec.quotas.memoryQuota");
    assertThat(
            review(
                "UPDATE",
                MAPPER.valueToTree(role("team", "reader", heavy(10))),
                MAPPER.valueToTree(role("team", "reader", heavy(990)))))
        .isInstanceOf(AdmissionAnswer.Allowed.class);
    quotas = new AccountQuotas();
    quotas.setMemoryQuota(0);
    var after = account("111111111111", "team");
    after.getSpec().setQuotas(quotas);
    assertThat(refusal(review("UPDATE", MAPPER.valueToTree(after), MAPPER.valueToTree(account))))
        .contains("spec.quotas.memoryQuota", "has 1 MiB");
  }

  /** sts does not read them. */
  @Test
  void letsTasksIntoAnAccountWhoseMemoryIsTaken() throws Exception {
    var account = account("111111111111", "team");
    AccountQuotas quotas = new AccountQuotas();
    quotas.setMemoryQuota(0);
    account.getSpec().setQuotas(quotas);
    state = Resources.state(account);
    JsonNode task =
        MAPPER.readTree(
            """
            {"apiVersion": "rolecall.dev/v1alpha1", "kind": "Task",
             "metadata": {"name": "once", "namespace": "team"},
             "spec": {"taskDefinition": "report"}}
            """);
    assertThat(review("CREATE", task, MissingNode.getInstance()))
        .isInstanceOf(AdmissionAnswer.Allowed.class);
  }

  /** They are in the memory of sts though they are not in use. */
  @Test
  void refusesMoreInANamespaceWithoutAccountThanAnAccountMayHave() {
    state =
        Resources.state(account("111111111111", "team"), role("nowhere", "large", heavy(511_600)));

    assertThat(refusal(create(role("nowhere", "second", heavy(900)))))
        .contains("'nowhere'", "belongs to no Account", "128 MiB", "LimitExceeded");
    assertThat(create(role("nowhere", "second", heavy(10))))
        .isInstanceOf(AdmissionAnswer.Allowed.class);
    assertThat(create(role("elsewhere", "second", heavy(900))))
        .isInstanceOf(AdmissionAnswer.Allowed.class);

    state =
        Resources.state(
            IntStream.range(0, 100)
                .mapToObj(i -> Resources.provider("nowhere", "p" + i, "https://p" + i + ".test"))
                .toArray(HasMetadata[]::new));
    assertThat(refusal(create(Resources.provider("nowhere", "more", "https://more.test"))))
        .contains("'nowhere'", "has 100 objects of kind OIDCProvider", "LimitExceeded");
    assertThat(create(Resources.provider("elsewhere", "more", "https://more.test")))
        .isInstanceOf(AdmissionAnswer.Allowed.class);
  }

  /** About 262 bytes for each, as far as anybody counts. */
  private static String heavy(int stars) {
    return "description: '" + "*".repeat(stars) + "'";
  }

  @Test
  void refusesQuotasThatWouldPutObjectsOutOfUse() {
    var before = account("111111111111", "team");
    state = Resources.state(before, role("team", "reader", ""), role("team", "writer", ""));
    var after = account("111111111111", "team");
    AccountQuotas quotas = new AccountQuotas();
    quotas.setRolesQuota(1);
    after.getSpec().setQuotas(quotas);
    assertThat(refusal(review("UPDATE", MAPPER.valueToTree(after), MAPPER.valueToTree(before))))
        .contains("spec.quotas.rolesQuota", "has 2 of kind IAMRole");
  }

  @Test
  void refusesAnAccountThatTakesAnothersId() {
    var same = account("111111111111", "free");
    same.getMetadata().setName("same");
    assertThat(refusal(create(same))).contains("has the id 111111111111");
  }

  @Test
  void refusesAnotherIdForAnAccount() {
    var before = account("111111111111", "team");
    var after = account("222222222222", "team");
    after.getMetadata().setName(before.getMetadata().getName());
    assertThat(refusal(review("UPDATE", MAPPER.valueToTree(after), MAPPER.valueToTree(before))))
        .contains("never changes");
  }

  @Test
  void letsAnAccountGiveAContestedNamespaceUp() {
    var second = account("222222222222", "team", "own");
    state = Resources.state(account("111111111111", "team"), second);
    var keeps = account("222222222222", "team");
    assertThat(review("UPDATE", MAPPER.valueToTree(keeps), MAPPER.valueToTree(second)))
        .isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  @Test
  void refusesAProviderThatIsTheIssuerOfTheClusterOrOfIdentityTokens() throws Exception {
    for (String url :
        List.of(
            Resources.ISSUER,
            Resources.ISSUER + ":443",
            "https://sts.example.com",
            "https://STS.example.com:00443/",
            "https://sts.example.com.",
            "https://kubernetes.default.svc.cluster.local/")) {
      JsonNode provider =
          MAPPER.readTree(
              """
              {"apiVersion": "rolecall.dev/v1alpha1", "kind": "OIDCProvider",
               "metadata": {"name": "own", "namespace": "team"},
               "spec": {"url": "%s", "clientIds": ["sts.amazonaws.com"]}}
              """
                  .formatted(url));
      assertThat(refusal(review("CREATE", provider, MissingNode.getInstance())))
          .as(url)
          .startsWith("spec.url");
    }
  }

  @Test
  void letsLabelsOfAnInvalidResourceChange() {
    ObjectNode before = MAPPER.valueToTree(role("team", "reader", "permissionBoundary: limits"));
    ObjectNode after = before.deepCopy();
    ((ObjectNode) after.path("metadata")).putObject("labels").put("a", "b");
    assertThat(review("UPDATE", after, before)).isEqualTo(new AdmissionAnswer.Allowed(List.of()));
  }

  private static Account selecting(String id, String key, String value) {
    Account account = account(id);
    NamespaceSelector selector = new NamespaceSelector();
    selector.setMatchLabels(Map.of(key, value));
    account.getSpec().setNamespaceSelector(selector);
    return account;
  }

  private AdmissionAnswer create(HasMetadata object) {
    return review("CREATE", MAPPER.valueToTree(object), MissingNode.getInstance());
  }

  private AdmissionAnswer review(String operation, JsonNode object, JsonNode before) {
    return Reviews.answer(admission, Reviews.request(operation, object, before));
  }
}
