package dev.rolecall.operator.admission.use;

import static dev.rolecall.operator.fakes.Reviews.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.binding.EksPrefix;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.SessionTag;
import dev.rolecall.operator.access.Access;
import dev.rolecall.operator.access.AccessQuestion;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer.Allowed;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionAnswer.Refused;
import dev.rolecall.operator.admission.ServiceAccounts;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.fakes.Reviews;
import dev.rolecall.operator.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RoleUseTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Allowed NOTHING = new Allowed(List.of());
  private static final String ROLE = "rolecall.dev/role";
  private static final AccessQuestion USE =
      new AccessQuestion("use", "rolecall.dev", "iamroles", "team", "reader");
  private static final Requester APP =
      Requester.ofServiceAccount(new ServiceAccountRef("team", "app"));

  private final Map<Requester, Access> rbac = new HashMap<>();
  private final List<AccessQuestion> asked = new ArrayList<>();
  private final Map<String, String> ofServiceAccount = new HashMap<>();
  private ClusterState state = state("Granted");
  private final RoleUseCheck check = new RoleUseCheck(() -> Optional.of(state), this::ask);
  private final PodRoleUse pods =
      new PodRoleUse(
          account ->
              CompletableFuture.completedFuture(new ServiceAccounts.Lookup.Found(ofServiceAccount)),
          EksPrefix.DEFAULT,
          workload -> new RoleBinding(state.catalog(), "test").resolve(workload),
          check);

  @Test
  void admitsWhereTheOneWhoAsksMayUseTheRole() {
    rbac.put(Reviews.ALICE, new Access.Granted());
    assertThat(create(pods, pod("reader"))).isEqualTo(NOTHING);
    assertThat(asked).containsExactly(USE);
  }

  @Test
  void admitsWhereThePodsServiceAccountMay() {
    rbac.put(APP, new Access.Granted());
    assertThat(create(pods, pod("reader"))).isEqualTo(NOTHING);
  }

  @Test
  void refusesWhereNeitherMayAndSaysWhatToGrant() {
    assertThat(refusal(create(pods, pod("reader"))))
        .contains("neither 'alice' nor the pod's service account may use IAMRole 'reader'")
        .contains("the verb 'use'");
  }

  @Test
  void refusesForNowWhereItCannotBeAsked() {
    rbac.put(APP, new Access.Unknown("too slow"));
    assertThat(create(pods, pod("reader")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE));
  }

  /** Else one could name a role before it is made, and wear it from then on. */
  @Test
  void refusesARoleThatThereIsNot() {
    rbac.put(Reviews.ALICE, new Access.Granted());
    assertThat(refusal(create(pods, pod("later")))).contains("make the IAMRole first");
  }

  @Test
  void asksNothingWhereEverybodyMay() {
    state = state("Any");
    assertThat(create(pods, pod("reader"))).isEqualTo(NOTHING);
    assertThat(asked).isEmpty();
  }

  @Test
  void asksAboutTheRoleThatTheServiceAccountNames() {
    ofServiceAccount.put("eks.amazonaws.com/role-arn", "arn:aws:iam::111111111111:role/Reader");
    assertThat(refusal(create(pods, object("Pod", "{}")))).contains("'reader'");
  }

  @Test
  void asksAgainWhereAnotherAnnotationNamesAnotherRole() {
    JsonNode plain = object("Pod", "{}");
    assertThat(refusal(Reviews.answer(pods, Reviews.update(pod("reader"), plain))))
        .contains("'reader'");
    assertThat(Reviews.answer(pods, Reviews.update(pod("reader"), pod("reader"))))
        .isEqualTo(NOTHING);
  }

  @Test
  void holdsAccountsToTheRolesThatTheyTakeFromOthers() {
    ClusterState both =
        Resources.state(
            granting("111111111111", "Granted", "team"),
            granting("222222222222", "Any", "foreign"),
            Resources.role("team", "reader", "roleName: Reader"));
    state = both;
    assertThat(refusal(create(pods, foreign("Reader"))))
        .contains("role 'arn:aws:iam::111111111111:role/Reader' is of another account");
    rbac.put(Reviews.ALICE, new Access.Granted());
    assertThat(create(pods, foreign("Reader"))).isEqualTo(NOTHING);
  }

  /** Who may not use another account's role does not hear whether it is there. */
  @Test
  void answersAboutAForeignRoleThatMayNotBeUsedAsAboutNone() {
    state =
        Resources.state(
            granting("111111111111", "Granted", "team"),
            granting("222222222222", "Any", "foreign"),
            Resources.role("team", "reader", "roleName: Reader"));
    for (Access access : List.of(new Access.Denied("no"), new Access.Unknown("too slow"))) {
      rbac.put(Reviews.ALICE, access);
      rbac.put(Requester.ofServiceAccount(new ServiceAccountRef("foreign", "app")), access);
      asked.clear();
      Refused there = (Refused) create(pods, foreign("Reader"));
      int questions = asked.size();
      Refused none = (Refused) create(pods, foreign("Nobody"));
      assertThat(none.refusal()).isEqualTo(there.refusal());
      assertThat(none.message().replace("Nobody", "Reader")).isEqualTo(there.message());
      assertThat(asked).as("it takes as long").hasSize(2 * questions);
    }
    rbac.put(Reviews.ALICE, new Access.Granted());
    assertThat(create(pods, foreign("Nobody"))).isInstanceOf(Refused.class);
  }

  @Test
  void knowsTheRoleOfAServiceAccountByThePrefixThatIsSet() {
    ServiceAccountRoleUse accounts =
        new ServiceAccountRoleUse(new EksPrefix("irsa.acme.test"), check);
    assertThat(
            refusal(
                create(
                    accounts,
                    object(
                        "ServiceAccount",
                        "{\"name\":\"app\",\"annotations\":{\"irsa.acme.test/role-arn\":"
                            + "\"arn:aws:iam::111111111111:role/Reader\"}}"))))
        .contains("'reader'");
    assertThat(
            create(
                accounts,
                object(
                    "ServiceAccount",
                    "{\"name\":\"app\",\"annotations\":{\"eks.amazonaws.com/role-arn\":"
                        + "\"arn:aws:iam::111111111111:role/Reader\"}}")))
        .as("a prefix that is not the cluster's")
        .isEqualTo(NOTHING);
  }

  private static JsonNode foreign(String role) {
    return object(
        "Pod",
        "{\"annotations\":{\""
            + ROLE
            + "\":\"arn:aws:iam::111111111111:role/"
            + role
            + "\"},\"namespace\":\"foreign\"}");
  }

  @Test
  void asksTheAuthorOfAnAssociationAlone() {
    AssociationRoleUse associations = new AssociationRoleUse(check);
    JsonNode association = association("[app]");
    rbac.put(APP, new Access.Granted());
    assertThat(refusal(create(associations, association))).contains("'alice'");
    rbac.put(Reviews.ALICE, new Access.Granted());
    assertThat(create(associations, association)).isEqualTo(NOTHING);
    rbac.clear();
    assertThat(Reviews.answer(associations, Reviews.update(association, association)))
        .isEqualTo(NOTHING);
    assertThat(Reviews.answer(associations, Reviews.update(association("['*']"), association)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void asksWhoAnnotatesAServiceAccountThatPodsAlreadyHave() {
    ServiceAccountRoleUse accounts = new ServiceAccountRoleUse(EksPrefix.DEFAULT, check);
    JsonNode plain = object("ServiceAccount", "{\"name\":\"app\"}");
    JsonNode annotated =
        object(
            "ServiceAccount", "{\"name\":\"app\",\"annotations\":{\"" + ROLE + "\":\"reader\"}}");
    assertThat(Reviews.answer(accounts, Reviews.update(annotated, plain)))
        .isInstanceOf(Refused.class);
    assertThat(create(accounts, plain)).isEqualTo(NOTHING);
    assertThat(Reviews.answer(accounts, Reviews.update(annotated, annotated))).isEqualTo(NOTHING);
    rbac.put(APP, new Access.Granted());
    assertThat(create(accounts, annotated)).isEqualTo(NOTHING);
  }

  /** Whoever took away the association later would be asked nothing. */
  @Test
  void asksAboutAnAnnotationThatAnAssociationPutsInTheShade() {
    state =
        Resources.state(
            granting("111111111111", "Granted", "team"),
            Resources.role("team", "reader", "roleName: Reader"),
            Resources.association("team", "a", "arn:aws:iam::999999999999:role/nobodys"));
    JsonNode annotated =
        object(
            "ServiceAccount", "{\"name\":\"web\",\"annotations\":{\"" + ROLE + "\":\"reader\"}}");
    assertThat(refusal(create(new ServiceAccountRoleUse(EksPrefix.DEFAULT, check), annotated)))
        .contains("'reader'");
  }

  @Test
  void asksAboutTheAnnotationOfAPodThatAssociationsContradict() {
    state =
        Resources.state(
            granting("111111111111", "Granted", "team"),
            Resources.role("team", "reader", "roleName: Reader"),
            tagging("a", "one"),
            tagging("b", "two"));
    assertThat(refusal(create(pods, pod("reader")))).contains("'reader'");
  }

  private static RoleAssociation tagging(String name, String value) {
    SessionTag tag = new SessionTag();
    tag.setKey("team");
    tag.setValue(value);
    RoleAssociation association = Resources.association("team", name, "unused");
    association.getSpec().setRole(null);
    association.getSpec().setTags(List.of(tag));
    association.getSpec().setServiceAccounts(List.of("app"));
    return association;
  }

  private CompletionStage<Access> ask(Requester requester, AccessQuestion question) {
    asked.add(question);
    return CompletableFuture.completedFuture(rbac.getOrDefault(requester, new Access.Denied("")));
  }

  private static ClusterState state(String roleUse) {
    return Resources.state(
        granting("111111111111", roleUse, "team"),
        Resources.role("team", "reader", "roleName: Reader"));
  }

  private static dev.rolecall.kube.resource.Account granting(
      String id, String roleUse, String namespace) {
    dev.rolecall.kube.resource.Account account = Resources.account(id, namespace);
    account.getSpec().setRoleUse(roleUse);
    return account;
  }

  private static dev.rolecall.operator.admission.AdmissionAnswer create(
      Admission admission, JsonNode object) {
    return Reviews.answer(admission, Reviews.request("CREATE", object, MissingNode.getInstance()));
  }

  /** Role names are not told apart by case. */
  private static JsonNode pod(String role) {
    return object("Pod", "{\"annotations\":{\"" + ROLE + "\":\"" + role + "\"}}");
  }

  private static JsonNode association(String serviceAccounts) {
    String spec =
        "{\"role\":\"Reader\",\"serviceAccounts\":" + serviceAccounts.replace('\'', '"') + "}";
    return json(
        ("{\"kind\":\"RoleAssociation\",\"metadata\":{\"name\":\"a\",\"namespace\":\"team\"},"
                + "\"spec\":%s}")
            .formatted(spec.replace("[app]", "[\"app\"]")));
  }

  private static JsonNode object(String kind, String metadata) {
    String named =
        metadata.contains("namespace")
            ? metadata
            : metadata.replaceFirst("\\{", "{\"namespace\":\"team\",").replace(",}", "}");
    return json(
        "{\"kind\":\"%s\",\"metadata\":%s,\"spec\":{\"serviceAccountName\":\"app\"}}"
            .formatted(kind, named));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
