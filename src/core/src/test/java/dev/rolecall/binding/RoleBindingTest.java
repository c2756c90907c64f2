package dev.rolecall.binding;

import static dev.rolecall.binding.BindingSamples.ARN;
import static dev.rolecall.binding.BindingSamples.NOTHING;
import static dev.rolecall.binding.BindingSamples.adding;
import static dev.rolecall.binding.BindingSamples.arn;
import static dev.rolecall.binding.BindingSamples.association;
import static dev.rolecall.binding.BindingSamples.named;
import static dev.rolecall.binding.BindingSamples.pod;
import static dev.rolecall.binding.BindingSamples.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.Binding.Bound;
import dev.rolecall.binding.Binding.Unbound;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleBindingTest {
  private final InMemoryResources resources =
      new InMemoryResources().add(InMemoryResources.account("111111111111", "team-a"));
  private final RoleBinding binding = new RoleBinding(resources, "lab");

  @Test
  void asksForNothingWhereNothingNamesARole() {
    assertUnbound(workload(NOTHING, NOTHING), "nothing names a role for it");
  }

  @Test
  void takesTheFirstNameThatIsFound() {
    Map<String, String> pod = Map.of(RoleBinding.ROLE_ANNOTATION, "by-pod");
    Map<String, String> eks = Map.of(RoleBinding.EKS_ROLE_ANNOTATION, ARN + "by-eks");
    Map<String, String> both =
        Map.of(
            RoleBinding.EKS_ROLE_ANNOTATION, ARN + "by-eks", RoleBinding.ROLE_ANNOTATION, "by-sa");

    assertBound(
        workload(NOTHING, eks), "by-eks", "service account annotation eks.amazonaws.com/role-arn");
    assertBound(workload(NOTHING, both), "by-sa", "service account annotation rolecall.dev/role");
    resources.add(association("assoc", "by-association"));
    assertBound(workload(NOTHING, both), "by-association", "association assoc");
    assertBound(workload(pod, both), "by-pod", "pod annotation rolecall.dev/role");
  }

  @Test
  void givesANameThePathOfTheAccountsRole() {
    RoleArn arn = RoleArn.parse(ARN + "team/x/Reader").orElseThrow();
    resources.add(
        new Role(
            RoleId.ofUid("u"),
            arn,
            "team-a",
            new PolicyDocument("trust", PolicyType.TRUST, List.of(), "{}"),
            List.of(),
            null,
            Duration.ofHours(1),
            Map.of(),
            null));
    assertBound(named("Reader"), "team/x/Reader", "pod annotation rolecall.dev/role");
    assertBound(named("Missing"), "Missing", "pod annotation rolecall.dev/role");
  }

  @Test
  void addsWhatAssociationsSayToARoleThatTheRequestNames() {
    PolicyDocument policy = new PolicyDocument("narrow", PolicyType.SESSION, List.of(), "{}");
    RoleArn requested = RoleArn.parse(ARN + "web").orElseThrow();
    Workload workload = workload(NOTHING, NOTHING);
    resources.add(adding("extra", Map.of("team", "a"), policy));

    assertThat(binding.resolve(workload, requested))
        .isEqualTo(
            new Bound(
                requested,
                "request",
                Optional.empty(),
                List.of(policy),
                Map.of("team", "a"),
                true));
    resources.add(adding("other", Map.of("team", "b"), null));
    assertThat(binding.resolve(workload, requested)).isInstanceOf(Unbound.class);
  }

  @Test
  void takesARoleOfAnotherAccountByItsArnForItIsOnlyARequest() {
    String other = "arn:aws:iam::222222222222:role/theirs";
    assertThat(binding.resolve(named(other)))
        .isInstanceOfSatisfying(Bound.class, bound -> assertThat(bound.role()).hasToString(other));
  }

  @Test
  void refusesAnnotationsThatAreNoRoles() {
    for (String text :
        List.of(
            "",
            " ",
            "a b",
            "team/reader",
            "arn:aws:iam::1:role/x",
            "arn:aws:iam::111111111111:user/x")) {
      assertUnbound(
          named(text), "pod annotation rolecall.dev/role is no role's name or ARN: '" + text + "'");
    }
  }

  @Test
  void doesNotFallBackFromABadAnnotationToAnother() {
    Map<String, String> good = Map.of(RoleBinding.ROLE_ANNOTATION, "reader");
    assertThat(binding.resolve(workload(Map.of(RoleBinding.ROLE_ANNOTATION, "!"), good)))
        .isInstanceOf(Unbound.class);
  }

  @Test
  void refusesNamespacesWithoutOneAccountAndSuspendedAccounts() {
    resources.add(
        new Account(
            new AccountId("333333333333"),
            "c",
            Set.of("team-c"),
            List.of(),
            null,
            PodPermissions.NONE,
            PodPowers.NONE,
            RoleUse.ANY,
            true));
    resources.add(InMemoryResources.account("222222222222", "team-b"));
    resources.add(InMemoryResources.account("444444444444", "team-b"));
    assertUnbound(pod("nobody", NOTHING), "namespace nobody belongs to no account");
    assertUnbound(pod("team-b", NOTHING), "namespace team-b belongs to no account");
    assertUnbound(pod("team-c", NOTHING), "account 333333333333 is suspended");
  }

  private void assertBound(Workload workload, String role, String namedBy) {
    assertThat(binding.resolve(workload))
        .isInstanceOfSatisfying(
            Bound.class,
            bound -> {
              assertThat(bound.role()).hasToString(ARN + role);
              assertThat(bound.namedBy()).isEqualTo(namedBy);
            });
  }

  private void assertUnbound(Workload workload, String reason) {
    assertThat(binding.resolve(workload)).isEqualTo(new Unbound(reason));
  }
}
