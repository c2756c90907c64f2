package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.RoleAssociation;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/**
 * An association on a node with its agent: nothing else names a role for its pods. It leads over a
 * role, whose right to go on is in an IAMPolicy, to one of another account.
 */
final class AssociationRuns {
  static final String POD = "courier";

  private static final String TARGET =
      "arn:aws:sts::222222222222:assumed-role/archive/eks-rolecall-";

  private final KubernetesClient client;
  private final Tenants tenants;

  AssociationRuns(KubernetesClient client, Tenants tenants) {
    this.client = client;
    this.tenants = tenants;
  }

  void apply() {
    InputStream yaml =
        Objects.requireNonNull(
            AssociationRuns.class.getResourceAsStream("/tenants/associations.yaml"));
    client.load(yaml).serverSideApply();
    tenants.startProbe(Tenants.ACME, POD, "courier", Map.of(OnCluster.MODE, "node"));
  }

  /** A session of the target alone is handed out. */
  void goesOnToTheTargetRole() {
    assertThat(tenants.awaitLine(Tenants.ACME, POD, "IDENTITY")).startsWith("IDENTITY " + TARGET);
  }

  void reachesThePodThatRunsWhenItIsChanged() {
    client
        .resources(RoleAssociation.class)
        .inNamespace(Tenants.ACME)
        .withName("couriers")
        .edit(association -> {
          association.getSpec().setRole("reports");
          association.getSpec().setTargetRole(null);
          return association;
        });

    tenants.awaitLine(Tenants.ACME, POD, "IDENTITY " + OnCluster.ASSUMED);
  }
}
