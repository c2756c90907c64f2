package dev.rolecall.operator.admission;

import static dev.rolecall.operator.fakes.Resources.account;
import static dev.rolecall.operator.fakes.Resources.association;
import static dev.rolecall.operator.fakes.Resources.ending;
import static dev.rolecall.operator.fakes.Resources.policy;
import static dev.rolecall.operator.fakes.Resources.profile;
import static dev.rolecall.operator.fakes.Resources.provider;
import static dev.rolecall.operator.fakes.Resources.role;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.state.ClusterState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeleteAdmissionTest {
  private static final AdmissionAnswer ALLOWED = new AdmissionAnswer.Allowed(List.of());

  private final Account account = account("111111111111", "team", "other");
  private final IAMPolicy read = policy("team", "read");
  private final IAMRole reader = role("team", "reader", "");

  @Test
  void refusesAPolicyThatIsAttachedOrABoundary() {
    assertThat(
            refusal(
                read,
                account,
                read,
                role(
                    "other",
                    "reader",
                    "managedPolicies: ['arn:aws:iam::111111111111:policy/READ']"),
                role("team", "bounded", "permissionsBoundary: read")))
        .startsWith("DeleteConflict: IAMPolicy 'read'")
        .contains("attached to the roles other/reader")
        .contains("permissions boundary of the roles team/bounded");
    assertThat(delete(read, account, read, reader)).isEqualTo(ALLOWED);
  }

  @Test
  void refusesARoleThatAnAssociationOrAnInstanceProfileNames() {
    assertThat(
            refusal(
                reader,
                account,
                reader,
                association("other", "web", "reader"),
                profile("storage", Map.of("node-restriction.kubernetes.io/a", "b"))))
        .contains("RoleAssociations other/web")
        .contains("InstanceProfiles storage");
    assertThat(delete(reader, account, reader)).isEqualTo(ALLOWED);
  }

  /** Else anybody could keep a stranger from deleting his own roles. */
  @Test
  void anotherAccountsAssociationKeepsNoRole() {
    assertThat(
            delete(
                reader,
                account,
                reader,
                account("222222222222", "stranger"),
                association("stranger", "hold", "arn:aws:iam::111111111111:role/reader")))
        .isEqualTo(ALLOWED);
  }

  @Test
  void aNamesakeThatIsNotInUseMayGo() {
    IAMRole second = role("other", "second", "roleName: reader");
    second.getMetadata().setCreationTimestamp("2026-01-02T00:00:00Z");
    HasMetadata[] all = {account, reader, second, association("team", "web", "reader")};
    assertThat(delete(second, all)).isEqualTo(ALLOWED);
    assertThat(refusal(reader, all)).contains("team/web");
  }

  @Test
  void refusesAProviderThatTrustPoliciesOfItsAccountName() {
    OIDCProvider provider = provider("team", "ci", "https://ci.example.com/x");
    OIDCProvider twin = provider("other", "twin", "https://ci.example.com/x");
    twin.getMetadata().setCreationTimestamp("2026-01-02T00:00:00Z");
    IAMRole deployer = trusting("other", "deployer", "111111111111");
    HasMetadata[] all = {
      account,
      provider,
      twin,
      account("222222222222", "stranger"),
      deployer,
      trusting("stranger", "holder", "111111111111")
    };
    assertThat(refusal(provider, all))
        .contains("OIDCProvider 'ci' is trusted by the roles other/deployer;");
    assertThat(delete(twin, all))
        .as("one that is not in use, for the other is older")
        .isEqualTo(ALLOWED);
    assertThat(delete(provider, account, provider, trusting("team", "r", "222222222222")))
        .as("a role that names another account's provider")
        .isEqualTo(ALLOWED);
    assertThat(delete(provider, account, provider, deployer, ending("other"))).isEqualTo(ALLOWED);
  }

  private static IAMRole trusting(String namespace, String name, String account) {
    IAMRole role = role(namespace, name, "");
    String policy =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"Federated": "arn:aws:iam::%s:oidc-provider/ci.example.com/x"},
         "Action": "sts:AssumeRoleWithWebIdentity",
         "Condition": {"StringEquals": {"ci.example.com/x:sub": "deploy"}}}}
        """;
    role.getSpec().setTrustPolicy(Serialization.unmarshal(policy.formatted(account), Map.class));
    return role;
  }

  @Test
  void refusesAnAccountThatHasAnything() {
    assertThat(refusal(account, account, reader, read))
        .contains("Account 'account-111111111111' has 1 IAMRoles, 1 IAMPolicies");
    assertThat(delete(account, account)).isEqualTo(ALLOWED);
    Account namesake = account("111111111111", "third");
    namesake.getMetadata().setName("zzz");
    assertThat(delete(namesake, account, namesake, reader)).isEqualTo(ALLOWED);
  }

  @Test
  void aNamespaceThatIsBeingDeletedWaitsForNothing() {
    IAMRole elsewhere = role("other", "reader", "managedPolicies: [read]");
    assertThat(delete(read, account, read, elsewhere, ending("team"))).isEqualTo(ALLOWED);
    assertThat(delete(read, account, read, elsewhere, ending("other"))).isEqualTo(ALLOWED);
    assertThat(delete(account, account, reader, ending("team"))).isEqualTo(ALLOWED);
    assertThat(refusal(read, account, read, elsewhere)).contains("other/reader");
  }

  @Test
  void allowsAnythingBeforeItKnowsWhatThereIs() {
    assertThat(review(read, Optional.empty())).isEqualTo(ALLOWED);
  }

  private static String refusal(HasMetadata object, HasMetadata... all) {
    AdmissionAnswer answer = delete(object, all);
    assertThat(answer).isInstanceOf(AdmissionAnswer.Refused.class);
    AdmissionAnswer.Refused refused = (AdmissionAnswer.Refused) answer;
    assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
    return refused.message();
  }

  private static AdmissionAnswer delete(HasMetadata object, HasMetadata... all) {
    return review(object, Optional.of(Resources.state(all)));
  }

  private static AdmissionAnswer review(HasMetadata object, Optional<ClusterState> state) {
    JsonNode before = new ObjectMapper().valueToTree(object);
    return new DeleteAdmission(() -> state)
        .review(
            new AdmissionRequest(
                "uid",
                object.getKind(),
                "",
                before.path("metadata").path("namespace").asText(),
                "DELETE",
                NullNode.getInstance(),
                before,
                new Requester("alice", "", List.of(), Map.of())))
        .toCompletableFuture()
        .join();
  }
}
