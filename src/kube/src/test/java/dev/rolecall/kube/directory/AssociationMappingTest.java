package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssociationMappingTest {
  private static final String TRUST =
      "trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow,"
          + " Principal: {Service: pods.eks.amazonaws.com}, Action: 'sts:AssumeRole'}}";

  private final List<Account> accounts = new ArrayList<>();
  private final List<IAMRole> roles = new ArrayList<>();
  private final List<RoleAssociation> associations = new ArrayList<>();
  private final CatalogBuilder builder =
      new CatalogBuilder(
          Reserved.issuers(Set.of("https://own.example.com")), PolicyQuotas.AWS_DEFAULTS);

  AssociationMappingTest() {
    accounts.add(
        resource(Account.class, "", "acme", "accountId: '111111111111', namespaces: [a, b]"));
    roles.add(resource(IAMRole.class, "a", "r", TRUST + ", path: /team/"));
  }

  @Test
  void namesRolesWithTheirPaths() {
    associate("a", "z", "serviceAccounts: ['*'], role: R, podSelector: {matchLabels: {x: y}}");
    associate("a", "m", "serviceAccounts: [x], role: gone");

    Catalog catalog = build();

    List<Association> all = catalog.associations("a").all();
    assertThat(all).extracting(Association::name).containsExactly("m", "z");
    assertThat(all.getLast().role()).contains(AssociatedRole.of(role("/team/", "r")));
    assertThat(all.getLast().podSelector())
        .isEqualTo(new LabelSelector(List.of(new LabelRequirement.In("x", Set.of("y")))));
    assertThat(reasons(catalog, "m")).containsExactly(Reason.ROLE_NOT_FOUND);
    assertThat(reasons(catalog, "z")).isEmpty();
  }

  @Test
  void saysWhatFieldsMean() {
    associate(
        "a",
        "z",
        "serviceAccounts: [x], role: r, priority: 7, disableSessionTags: true,"
            + " targetRole: 'arn:aws:iam::222222222222:role/far',"
            + " tags: [{key: team, value: '${kubernetes.namespace}'}],"
            + " podSelector: {matchExpressions: [{key: k, operator: NotIn, values: [v]},"
            + " {key: l, operator: Exists}, {key: m, operator: DoesNotExist}]}");

    Catalog catalog = build();

    Association association = catalog.associations("a").all().getFirst();
    assertThat(association.role())
        .contains(
            new AssociatedRole(
                role("/team/", "r"),
                7,
                RoleArn.parse("arn:aws:iam::222222222222:role/far"),
                false));
    assertThat(association.tags()).hasToString("{team=${kubernetes.namespace}}");
    assertThat(association.podSelector().requirements())
        .containsExactly(
            new LabelRequirement.NotIn("k", Set.of("v")),
            new LabelRequirement.Exists("l"),
            new LabelRequirement.DoesNotExist("m"));
    assertThat(reasons(catalog, "z")).as("which roles another account has is not told").isEmpty();
  }

  @Test
  void tellsOfATargetOfItsOwnAccountThatIsNotThere() {
    associate(
        "a",
        "z",
        "serviceAccounts: [x], role: r, targetRole: 'arn:aws:iam::111111111111:role/gone'");

    assertThat(reasons(build(), "z")).containsExactly(Reason.TARGET_ROLE_NOT_FOUND);
  }

  @Test
  void unreadableOneLimitsItsWorkloadsToNothing() {
    associate(
        "a",
        "bad",
        "serviceAccounts: [x], role: r, sesionPolicy: {}, podSelector: {matchExpressions: [{key: a, operator: Near}], matchLabels: {a: b}}");

    Association association = build().associations("a").all().getFirst();

    assertThat(association.role()).isEqualTo(Optional.empty());
    assertThat(association.serviceAccounts()).containsExactly("x");
    assertThat(association.podSelector()).isEqualTo(LabelSelector.EVERYTHING);
    assertThat(association.sessionPolicy()).isNotNull();
  }

  @Test
  void keepsTheIndexOfANamespaceWhoseAssociationsDoNotChange() {
    associate("a", "one", "serviceAccounts: ['*'], role: r");
    associate("b", "two", "serviceAccounts: ['*'], role: r");
    Catalog before = build();
    Associations ofA = before.associations("a");
    Associations ofB = before.associations("b");

    associate("b", "three", "serviceAccounts: [x], role: r");
    Catalog after = build();

    assertThat(after.associations("a")).isSameAs(ofA);
    assertThat(after.associations("b")).isNotSameAs(ofB);
    assertThat(after.associations("c").all()).isEmpty();
  }

  private void associate(String namespace, String name, String spec) {
    associations.add(resource(RoleAssociation.class, namespace, name, spec));
  }

  private Catalog build() {
    return builder.build(
        new ResourceLists(
            accounts, roles, List.of(), List.of(), associations, List.of(), List.of()));
  }

  private static RoleArn role(String path, String name) {
    return new RoleArn(new AccountId("111111111111"), path, name);
  }

  private static List<Reason> reasons(Catalog catalog, String name) {
    return catalog.problems().stream()
        .filter(problem -> problem.name().equals(name))
        .map(CatalogProblem::reason)
        .toList();
  }

  private static <T extends HasMetadata> T resource(
      Class<T> type, String namespace, String name, String spec) {
    T resource =
        Serialization.unmarshal(
            "metadata: {name: %s, namespace: '%s'}\nspec: {%s}\n".formatted(name, namespace, spec),
            type);
    resource.getMetadata().setUid("uid-" + namespace + "-" + name);
    resource.getMetadata().setResourceVersion("1");
    return resource;
  }
}
