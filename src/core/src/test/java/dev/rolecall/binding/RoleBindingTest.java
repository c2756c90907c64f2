package dev.rolecall.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.Binding.Bound;
import dev.rolecall.binding.Binding.Unbound;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.directory.association.TagTemplate;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoleBindingTest {
  private static final String ARN = "arn:aws:iam::111111111111:role/";
  private static final Map<String, String> NOTHING = Map.of();

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
  void letsTheHighestPriorityDecide() {
    resources
        .add(association("a", 0, "reader", null))
        .add(association("b", 5, "writer", null))
        .add(association("c", 5, "writer", null))
        .add(association("d", -5, "admin", null));

    assertBound(workload(NOTHING, NOTHING), "writer", "association b, c");
  }

  @Test
  void refusesATieOfTheHighestPriorityWhateverIsBelow() {
    resources
        .add(association("a", 0, "reader", null))
        .add(association("b", 5, "writer", null))
        .add(association("c", 5, "admin", null));

    assertUnbound(
        workload(NOTHING, NOTHING),
        "associations b, c match and name different roles: %swriter, %sadmin".formatted(ARN, ARN));
  }

  @Test
  void takesTheTargetRoleOfTheAssociationThatDecides() {
    resources.add(association("a", 0, "reader", "far")).add(association("b", 1, "reader", "near"));

    assertThat(binding.resolve(workload(NOTHING, NOTHING)))
        .isInstanceOfSatisfying(
            Bound.class,
            bound -> {
              assertThat(bound.role()).isEqualTo(arn("reader"));
              assertThat(bound.target()).contains(arn("near"));
              assertThat(bound.worn()).isEqualTo(arn("near"));
            });
  }

  @Test
  void refusesOneRoleWithAndWithoutATarget() {
    resources.add(association("a", 0, "reader", null)).add(association("b", 0, "reader", "far"));

    assertUnbound(
        workload(NOTHING, NOTHING),
        "associations a, b match and name role %sreader with and without the target roles %sfar"
            .formatted(ARN, ARN));
  }

  @Test
  void refusesToNameInARequestARoleThatItsAssociationSendsOn() {
    resources.add(association("a", 0, "Reader", "far"));
    Workload workload = workload(NOTHING, NOTHING);

    for (String requested : List.of("Reader", "reader", "x/READER")) {
      assertThat(binding.resolve(workload, arn(requested)))
          .isEqualTo(
              new Unbound(
                  "association a sends sessions of %sReader on to %sfar, which only container credentials do: use another mode than web-identity, or name the target role"
                      .formatted(ARN, ARN)));
    }
    assertThat(binding.resolve(workload, arn("far"))).isInstanceOf(Bound.class);
    assertThat(binding.resolve(named("reader"), arn("reader"))).isInstanceOf(Bound.class);
  }

  @Test
  void leavesAttestedTagsOutWhereAllThatDecideWantThat() {
    AssociatedRole without = new AssociatedRole(arn("reader"), 0, Optional.empty(), false);
    resources.add(association("a", List.of("*"), Map.of(), without));
    assertThat(attestedTags()).isFalse();
    resources.add(association("b", 0, "reader", null));
    assertThat(attestedTags()).isTrue();
    assertThat(binding.resolve(named("reader")))
        .isInstanceOfSatisfying(Bound.class, bound -> assertThat(bound.attestedTags()).isTrue());
  }

  private boolean attestedTags() {
    return ((Bound) binding.resolve(workload(NOTHING, NOTHING))).attestedTags();
  }

  @Test
  void expandsTagsByWhatIsAttested() {
    resources.add(
        adding(
            "a",
            Map.of(
                "path",
                "${account.id}/${cluster.name}/${kubernetes.namespace}/${kubernetes.serviceAccount}",
                "pod",
                "${kubernetes.podName}:${kubernetes.podUid}@${kubernetes.nodeName}"),
            null));

    assertThat(binding.resolve(named("reader")))
        .isInstanceOfSatisfying(
            Bound.class,
            bound ->
                assertThat(bound.tags())
                    .isEqualTo(
                        Map.of("path", "111111111111/lab/team-a/web", "pod", "web-1:uid@node-1")));
  }

  @Test
  void comparesTagsAsTheyAreExpanded() {
    resources
        .add(adding("a", Map.of("team", "${kubernetes.namespace}"), null))
        .add(adding("b", Map.of("team", "team-a"), null));
    assertThat(binding.resolve(named("reader"))).isInstanceOf(Bound.class);
    resources.add(adding("c", Map.of("team", "${kubernetes.serviceAccount}"), null));
    assertUnbound(named("reader"), "associations a and c set the tag team to different values");
  }

  @Test
  void refusesTagsThatBecomeTooLong() {
    resources.add(adding("a", Map.of("long", "x".repeat(250) + "${kubernetes.namespace}"), null));
    assertThat(binding.resolve(named("reader"))).isInstanceOf(Bound.class);
    resources.add(adding("b", Map.of("more", "x".repeat(251) + "${kubernetes.namespace}"), null));
    assertThat(binding.resolve(named("reader")))
        .isInstanceOfSatisfying(
            Unbound.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("association b sets the tag more to a value of 257 characters"));
  }

  @Test
  void refusesMoreTagsThanASessionMayHave() {
    for (int i = 0; i < 45; i++) {
      resources.add(adding("a" + i, Map.of("t" + i, "x"), null));
    }
    assertUnbound(
        named("reader"),
        "its associations set 45 tags; there may be 44 besides those that are attested");
  }

  @Test
  void refusesMoreAssociationsThanAreLookedAt() {
    for (int i = 0; i <= Associations.MOST_MATCHING; i++) {
      resources.add(adding("a" + i, Map.of(), null));
    }
    assertUnbound(named("reader"), "more than 100 associations match it; remove some");
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
      assertThat(new RoleBinding(own, "lab").resolve(named("reader")))
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
    return association(name, serviceAccounts, labels, AssociatedRole.of(arn(role)));
  }

  private static Association association(
      String name, List<String> serviceAccounts, Map<String, String> labels, AssociatedRole role) {
    List<LabelRequirement> requirements =
        labels.entrySet().stream()
            .<LabelRequirement>map(
                label -> new LabelRequirement.In(label.getKey(), Set.of(label.getValue())))
            .toList();
    return new Association(
        "team-a",
        name,
        serviceAccounts,
        new LabelSelector(requirements),
        Optional.of(role),
        Map.of(),
        null);
  }

  private static Association association(
      String name, int priority, String role, @Nullable String target) {
    return association(
        name,
        List.of("*"),
        Map.of(),
        new AssociatedRole(
            arn(role), priority, Optional.ofNullable(target).map(RoleBindingTest::arn), true));
  }

  private static RoleArn arn(String role) {
    return RoleArn.parse(ARN + role).orElseThrow();
  }

  private static Association adding(
      String name, Map<String, String> tags, @Nullable PolicyDocument policy) {
    Map<String, TagTemplate> templates = new HashMap<>();
    tags.forEach((key, value) -> templates.put(key, template(value)));
    return new Association(
        "team-a",
        name,
        List.of("*"),
        LabelSelector.EVERYTHING,
        Optional.empty(),
        templates,
        policy);
  }

  private static TagTemplate template(String text) {
    return ((TagTemplate.Reading.Read) TagTemplate.read(text)).template();
  }
}
