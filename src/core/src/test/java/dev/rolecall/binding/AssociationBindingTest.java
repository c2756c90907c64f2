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
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What associations say together. */
class AssociationBindingTest {
  private final InMemoryResources resources =
      new InMemoryResources().add(InMemoryResources.account("111111111111", "team-a"));
  private final RoleBinding binding = new RoleBinding(resources, "lab");

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
}
