package dev.rolecall.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.Binding.Bound;
import dev.rolecall.binding.Binding.Unbound;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.Association;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoleBindingTest {
  private static final String ARN = "arn:aws:iam::111111111111:role/";
  private static final Map<String, String> NOTHING = Map.of();

  private final InMemoryResources resources =
      new InMemoryResources().add(InMemoryResources.account("111111111111", "team-a"));
  private final RoleBinding binding = new RoleBinding(resources);

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
        .isEqualTo(new Bound(requested, "request", List.of(policy), Map.of("team", "a")));
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

  @Test
  void matchesServiceAccountsAndPodLabels() {
    resources.add(association("one", List.of("api", "we?"), Map.of("tier", "front"), "front"));
    Map<String, String> front = Map.of("tier", "front", "other", "x");
    assertThat(binding.resolve(pod("team-a", front))).isInstanceOf(Bound.class);
    assertThat(binding.resolve(pod("team-a", Map.of("tier", "back")))).isInstanceOf(Unbound.class);
    assertThat(binding.resolve(pod("team-a", NOTHING))).isInstanceOf(Unbound.class);
  }

  @Test
  void matchesNoServiceAccountWhereAnAssociationListsNone() {
    resources.add(association("one", List.of(), Map.of(), "reader"));
    assertThat(binding.resolve(workload(NOTHING, NOTHING))).isInstanceOf(Unbound.class);
  }

  @Test
  void ignoresAssociationsOfOtherNamespaces() {
    resources.add(InMemoryResources.account("222222222222", "team-b"));
    resources.add(association("one", "reader"));
    assertThat(binding.resolve(pod("team-b", NOTHING))).isInstanceOf(Unbound.class);
  }

  @Test
  void acceptsSeveralAssociationsThatNameOneRole() {
    resources.add(association("two", "reader")).add(association("one", "reader"));
    assertBound(workload(NOTHING, NOTHING), "reader", "association one, two");
  }

  @Test
  void refusesSeveralAssociationsThatNameDifferentRoles() {
    resources.add(association("two", "writer")).add(association("one", "reader"));
    assertUnbound(
        workload(NOTHING, NOTHING),
        "associations one, two match and name different roles: %sreader, %swriter"
            .formatted(ARN, ARN));
    assertThat(binding.resolve(named("chosen"))).isInstanceOf(Bound.class);
  }

  @Test
  void appliesPoliciesAndTagsOfAllAssociationsWhoeverNamesTheRole() {
    PolicyDocument policy = new PolicyDocument("p", PolicyType.SESSION, List.of(), "{}");
    resources
        .add(adding("b", Map.of("team", "a", "cost", "1"), null))
        .add(adding("a", Map.of("team", "a"), policy))
        .add(adding("c", Map.of(), policy));
    assertThat(binding.resolve(named("reader")))
        .isInstanceOfSatisfying(
            Bound.class,
            bound -> {
              assertThat(bound.sessionPolicies()).containsExactly(policy, policy);
              assertThat(bound.tags()).isEqualTo(Map.of("team", "a", "cost", "1"));
            });
  }

  @Test
  void refusesTagsThatDiffer() {
    resources
        .add(adding("a", Map.of("team", "x"), null))
        .add(adding("b", Map.of("team", "y"), null));
    assertUnbound(named("reader"), "associations a and b set the tag team to different values");
  }

  @Test
  void refusesTagsThatDifferByCaseAlone() {
    resources
        .add(adding("a", Map.of("team", "x"), null))
        .add(adding("b", Map.of("Team", "x"), null));
    assertUnbound(named("reader"), "associations a and b set the tag Team to different values");
  }

  @Test
  void refusesAnAssociationThatSetsWhatStsAttests() {
    for (String key :
        List.of("kubernetes-namespace", "Kubernetes-Pod-Uid", "eks-cluster-arn", "aws:x")) {
      InMemoryResources own =
          new InMemoryResources()
              .add(InMemoryResources.account("111111111111", "team-a"))
              .add(adding("a", Map.of(key, "team-b"), null));
      assertThat(new RoleBinding(own).resolve(named("reader")))
          .isEqualTo(new Unbound("association a sets the tag " + key + ", which is reserved"));
    }
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

  private static Workload named(String role) {
    return workload(Map.of(RoleBinding.ROLE_ANNOTATION, role), NOTHING);
  }

  private static Workload pod(String namespace, Map<String, String> labels) {
    return workload(namespace, labels, NOTHING, NOTHING);
  }

  private static Workload workload(Map<String, String> ofPod, Map<String, String> ofAccount) {
    return workload("team-a", NOTHING, ofPod, ofAccount);
  }

  private static Workload workload(
      String namespace,
      Map<String, String> labels,
      Map<String, String> ofPod,
      Map<String, String> ofAccount) {
    return new Workload(
        new PodRef(namespace, "web-1", "uid"),
        new ServiceAccountRef(namespace, "web"),
        "node-1",
        labels,
        ofPod,
        ofAccount);
  }

  private static Association association(String name, String role) {
    return association(name, List.of("*"), Map.of(), role);
  }

  private static Association association(
      String name, List<String> serviceAccounts, Map<String, String> labels, String role) {
    RoleArn arn = RoleArn.parse(ARN + role).orElseThrow();
    return new Association("team-a", name, serviceAccounts, labels, arn, Map.of(), null);
  }

  private static Association adding(
      String name, Map<String, String> tags, @Nullable PolicyDocument policy) {
    return new Association("team-a", name, List.of("*"), Map.of(), null, tags, policy);
  }
}
