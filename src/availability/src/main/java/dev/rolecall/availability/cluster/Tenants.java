package dev.rolecall.availability.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is in the cluster besides Rolecall: two tenants, and the pod that the agent runs in. */
final class Tenants {
  static final String CLUSTER = "rolecall";
  static final String SYSTEM = "rolecall-system";
  static final String AGENT = "rolecall-agent";
  static final String NODE = "node-1";

  private static final String ACME = "111111111111";
  private static final String GLOBEX = "222222222222";

  /** Two pods of one tenant and one of another: each must get its own. */
  static final List<Workload> STEADY =
      List.of(
          new Workload("acme", ACME, "web", 11),
          new Workload("acme", ACME, "batch", 12),
          new Workload("globex", GLOBEX, "lab", 13));

  private static final String BEGINNING =
      """
      # Two tenants, and the agent's pod.
      {apiVersion: v1, kind: Namespace, metadata: {name: rolecall-system}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: acme}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: globex}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node-1}}
      ---
      {apiVersion: v1, kind: ServiceAccount, metadata: {name: rolecall-agent, namespace: rolecall-system}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: rolecall-agent, namespace: rolecall-system}
      spec: {serviceAccountName: rolecall-agent, nodeName: node-1, hostNetwork: true, containers: [{name: agent, image: none}]}
      ---
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: acme}
      spec: {accountId: "111111111111", namespaces: [acme]}
      ---
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: globex}
      spec: {accountId: "222222222222", namespaces: [globex]}
      """;

  private Tenants() {}

  /** A pod that comes later, one a number. */
  static Workload newcomer(int number) {
    return new Workload("acme", ACME, "newcomer-" + number, 20 + number);
  }

  static Path beginning(Path folder) throws IOException {
    return Files.writeString(folder.resolve("beginning.yaml"), BEGINNING);
  }

  /** A pod with its service account, its role, and what binds them. */
  static Path manifests(Path folder, Workload pod) throws IOException {
    return Files.writeString(
        folder.resolve(pod.name() + ".yaml"),
        """
        # A pod and its role.
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: %1$s, namespace: %2$s}}
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMRole
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          roleName: %3$s
          trustPolicy:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {Service: pods.eks.amazonaws.com}
                Action: [sts:AssumeRole, sts:TagSession]
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: RoleAssociation
        metadata: {name: %1$s, namespace: %2$s}
        spec: {serviceAccounts: [%1$s], role: %3$s}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %1$s, namespace: %2$s}
        spec: {serviceAccountName: %1$s, nodeName: node-1, containers: [{name: app, image: none}]}
        """
            .formatted(pod.name(), pod.namespace(), pod.role()));
  }
}
