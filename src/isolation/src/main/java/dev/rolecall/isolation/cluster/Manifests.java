package dev.rolecall.isolation.cluster;

import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What the API server would hold, as the embedded sts reads it. */
public final class Manifests {
  /** The namespace of Rolecall's own pods, and their service account. */
  static final String SYSTEM = "rolecall-system";

  static final String AGENT = "rolecall-agent";

  static final String AGENT_UID = "5b1f4b4e-2c6e-4a5a-8b52-0a4f6f6f0001";

  private static final String NODE_UID = "5b1f4b4e-2c6e-4a5a-8b52-0a4f6f6f1%03d";

  /** What the node's own processes get from the agent where they are sent there; pods never. */
  private static final String NODE_ROLE =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: nodes}
      spec: {accountId: "000000000001", namespaces: [nodes]}
      ---
      apiVersion: rolecall.dev/v1alpha1
      kind: IAMRole
      metadata: {name: node, namespace: nodes}
      spec:
        trustPolicy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {Service: ec2.amazonaws.com}
              Action: sts:AssumeRole
      ---
      apiVersion: rolecall.dev/v1alpha1
      kind: InstanceProfile
      metadata: {name: workers}
      spec:
        nodeSelector: {matchLabels: {node-restriction.kubernetes.io/pool: workers}}
        role: arn:aws:iam::000000000001:role/node
      ---
      """;

  private Manifests() {}

  /** Writes the folder anew with these pods, the nodes and the agent. */
  public static void write(Path folder, Collection<Pod> pods) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder();
    List<String> nodes = Cast.ALL.stream().map(Pod::node).distinct().sorted().toList();
    for (int i = 0; i < nodes.size(); i++) {
      text.append(node(nodes.get(i), NODE_UID.formatted(i)));
    }
    text.append(agent()).append(NODE_ROLE);
    pods.forEach(pod -> text.append(tenant(pod)).append(workload(pod)));
    Files.writeString(folder.resolve("cluster.yaml"), text);
  }

  private static String node(String name, String uid) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: %s, uid: %s, labels: {topology.kubernetes.io/zone: us-east-1a, node-restriction.kubernetes.io/pool: workers}}
    ---
    """
        .formatted(name, uid);
  }

  private static String agent() {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, namespace: %s, uid: %s}
    spec: {serviceAccountName: %s, nodeName: %s, hostNetwork: true, containers: [{name: agent, image: agent}]}
    status: {phase: Running}
    ---
    """
        .formatted(AGENT, SYSTEM, AGENT_UID, AGENT, Cast.NODE);
  }

  private static String tenant(Pod pod) {
    boolean metadata = pod.ways() == Pod.Ways.METADATA || pod.ways() == Pod.Ways.FINISHED;
    return """
    apiVersion: rolecall.dev/v1alpha1
    kind: Account
    metadata: {name: %1$s}
    spec:
      accountId: "%2$s"
      namespaces: [%1$s]
      pods: {imds: %3$s, ecs: %3$s, hostNetwork: %4$s}
    ---
    apiVersion: rolecall.dev/v1alpha1
    kind: IAMRole
    metadata: {name: %1$s, namespace: %1$s}
    spec:
      roleName: %5$s
      trustPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: [pods.eks.amazonaws.com, ecs-tasks.amazonaws.com]}
            Action: [sts:AssumeRole, sts:TagSession]
    ---
    apiVersion: rolecall.dev/v1alpha1
    kind: RoleAssociation
    metadata: {name: %1$s, namespace: %1$s}
    spec: {serviceAccounts: [%1$s], role: %5$s}
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: %1$s, namespace: %1$s}
    ---
    """
        .formatted(
            pod.name(), pod.account().value(), metadata, pod.ways() == Pod.Ways.HOST, pod.role());
  }

  private static String workload(Pod pod) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %1$s
      namespace: %1$s
      uid: %2$s
      annotations: {rolecall.dev/credentials-id: "%5$s"}
    spec:
      serviceAccountName: %1$s
      nodeName: %3$s
      hostNetwork: %4$s
      containers:
        - name: app
          image: app
          env:
            - {name: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, value: /v2/credentials/%5$s}
    status:
      phase: %7$s
      %6$s
    ---
    """
        .formatted(
            pod.name(),
            pod.uid(),
            pod.node(),
            pod.isOnHostNetwork(),
            pod.credentialsId(),
            addresses(pod),
            pod.ways() == Pod.Ways.FINISHED ? "Succeeded" : "Running");
  }

  private static String addresses(Pod pod) {
    if (pod.isOnHostNetwork()) {
      return "podIP: " + Outside.NODE4;
    }
    String second = Namespace.hasIpv6() ? ", {ip: \"" + pod.place().v6() + "\"}" : "";
    return "podIP: %1$s\n  podIPs: [{ip: %1$s}%2$s]".formatted(pod.place().v4(), second);
  }
}
