package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.NodeSelector;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InstanceProfilesTest {
  private static final String POOL = "node-restriction.kubernetes.io/pool";
  private static final String ZONE = "node-restriction.kubernetes.io/zone";
  private static final RoleArn ROLE =
      RoleArn.parse("arn:aws:iam::111111111111:role/node").orElseThrow();

  private final List<dev.rolecall.kube.resource.InstanceProfile> profiles = new ArrayList<>();

  @Test
  void selectsNodesThatHaveAllItsLabels() {
    profile("one", ROLE.toString(), 1, Map.of(POOL, "web", ZONE, "a"));

    Catalog catalog = build();

    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.instanceProfile(Map.of(POOL, "web", ZONE, "a", "os", "linux")))
        .map(InstanceProfile::role)
        .contains(ROLE);
    assertThat(catalog.instanceProfile(Map.of(POOL, "web"))).isEmpty();
    assertThat(catalog.instanceProfile(Map.of(POOL, "web", ZONE, "b"))).isEmpty();
    assertThat(catalog.instanceProfile(Map.of())).isEmpty();
  }

  @Test
  void oldestOfTwoWinsAndTheOtherSaysSoWhereItSelectsNothingElse() {
    profile("young", "arn:aws:iam::111111111111:role/other", 2, Map.of(POOL, "web", ZONE, "a"));
    profile("zoned", "arn:aws:iam::111111111111:role/other", 3, Map.of(ZONE, "a"));
    profile("old", ROLE.toString(), 1, Map.of(POOL, "web"));

    Catalog catalog = build();

    assertThat(catalog.instanceProfile(Map.of(POOL, "web", ZONE, "a")))
        .map(InstanceProfile::name)
        .contains("old");
    assertThat(catalog.instanceProfile(Map.of(ZONE, "a")))
        .map(InstanceProfile::name)
        .contains("zoned");
    assertThat(catalog.problems())
        .singleElement()
        .matches(problem -> problem.name().equals("young"))
        .matches(problem -> problem.reason() == Reason.DUPLICATE_SELECTOR);
  }

  /** A slip of the pen must not hand the nodes to another profile's role. */
  @Test
  void unreadableOneKeepsItsNodesAndGivesThemNoRole() {
    profile("old", "no role", 1, Map.of(POOL, "web"));
    profile("young", ROLE.toString(), 2, Map.of(POOL, "web"));

    Catalog catalog = build();

    assertThat(catalog.instanceProfile(Map.of(POOL, "web")).orElseThrow().role()).isNull();
  }

  @Test
  void labelThatAKubeletMaySetGivesNoRole() {
    profile("open", ROLE.toString(), 1, Map.of("kubernetes.io/os", "linux"));
    profile("all", ROLE.toString(), 2, Map.of());

    Catalog catalog = build();

    assertThat(catalog.instanceProfile(Map.of("kubernetes.io/os", "linux")).orElseThrow().role())
        .isNull();
    assertThat(catalog.instanceProfile(Map.of(POOL, "web"))).isEmpty();
    assertThat(catalog.problems())
        .extracting(CatalogProblem::reason)
        .containsOnly(Reason.INVALID_SPEC);
  }

  @Test
  void saysThatItsRoleIsMissing() {
    profile("lost", "arn:aws:iam::111111111111:role/gone", 1, Map.of(POOL, "web"));
    profile("path", "arn:aws:iam::111111111111:role/team/node", 2, Map.of(POOL, "db"));

    assertThat(build().problems())
        .extracting(CatalogProblem::reason)
        .containsExactly(Reason.ROLE_NOT_FOUND, Reason.ROLE_NOT_FOUND);
  }

  @Test
  void accountsShutEveryWayThatTheyDoNotOpen() {
    Catalog catalog = build();

    assertThat(catalog.account(new AccountId("111111111111")).orElseThrow().pods())
        .isEqualTo(new PodPermissions(true, false, true));
    assertThat(catalog.account(new AccountId("222222222222")).orElseThrow().pods())
        .isEqualTo(PodPermissions.NONE);
  }

  private Catalog build() {
    return new CatalogBuilder(Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS)
        .build(
            new ResourceLists(
                List.of(
                    object(
                        Account.class,
                        "Account",
                        "accountId: '111111111111', namespaces: [a], pods: {imds: true, hostNetwork: true}"),
                    object(Account.class, "Account", "accountId: '222222222222'")),
                List.of(role("node"), role("other")),
                List.of(),
                List.of(),
                List.of(),
                profiles,
                List.of()));
  }

  private static IAMRole role(String name) {
    IAMRole role =
        object(
            IAMRole.class,
            "IAMRole",
            "roleName: %s, trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}}"
                .formatted(name));
    role.getMetadata().setNamespace("a");
    role.getMetadata().setUid("uid-" + name);
    return role;
  }

  private void profile(String name, String role, int second, Map<String, String> labels) {
    var profile = new dev.rolecall.kube.resource.InstanceProfile();
    profile.getMetadata().setName(name);
    profile.getMetadata().setUid("uid-" + name);
    profile.getMetadata().setCreationTimestamp("2026-01-01T00:00:0" + second + "Z");
    NodeSelector selector = new NodeSelector();
    selector.setMatchLabels(labels);
    profile.getSpec().setNodeSelector(selector);
    profile.getSpec().setRole(role);
    profiles.add(profile);
  }

  private static <T extends HasMetadata> T object(Class<T> type, String kind, String spec) {
    T object =
        Serialization.unmarshal(
            "apiVersion: rolecall.dev/v1alpha1\nkind: %s\nmetadata: {name: x%s}\nspec: {%s}\n"
                .formatted(kind, Integer.toHexString(spec.hashCode()), spec),
            type);
    object.getMetadata().setUid("uid-" + spec.hashCode());
    return object;
  }
}
