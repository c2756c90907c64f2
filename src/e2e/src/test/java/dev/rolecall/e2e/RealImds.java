package dev.rolecall.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A cloud's metadata service behind the node: 169.254.169.254 in a network namespace of its own, on
 * a link of the node. All of it goes with its pod.
 */
final class RealImds {
  static final String SECRET = FakeImds.SECRET;
  static final String CREDENTIALS =
      "http://169.254.169.254/latest/meta-data/iam/security-credentials/";

  private static final String NAMESPACE = "default";
  private static final String NAME = "rolecall-e2e-imds";
  private static final String SCRIPT =
      """
      ip link add imds0 type veth peer name imds1
      unshare --net sh -c '
        until ip link set imds1 up 2>/dev/null; do sleep 0.1; done
        ip link set lo up
        ip address add 169.254.169.254/32 dev imds1
        ip route add default dev imds1
        exec "$@"' sh "$@" &
      until [ "$(readlink /proc/$!/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.1; done
      ip link set imds1 netns $!
      ip link set imds0 up
      echo 1 > /proc/sys/net/ipv4/conf/imds0/proxy_arp
      ip route replace 169.254.169.254/32 dev imds0
      wait
      """;

  private final KubernetesClient client;

  RealImds(KubernetesClient client) {
    this.client = client;
  }

  /** Starts it, and waits until a process of the node is answered. */
  void start(TestCluster cluster, String image) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-ec", SCRIPT, "sh"));
    command.addAll(
        List.of(
            cluster.java(),
            "-cp",
            TestCluster.PROGRAMS + "/e2e/rolecall-e2e.jar",
            FakeImds.class.getName()));
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(NAMESPACE)
            .withName(NAME)
            .endMetadata()
            .withNewSpec()
            .withHostNetwork(true)
            .withTerminationGracePeriodSeconds(1L)
            .addNewContainer()
            .withName("imds")
            .withImage(image)
            .withImagePullPolicy("Never")
            .withCommand(command)
            .withNewSecurityContext()
            .withPrivileged(true)
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    client.pods().resource(pod).create();
    client.pods().inNamespace(NAMESPACE).withName(NAME).waitUntilReady(2, TimeUnit.MINUTES);
  }

  void remove() {
    client.pods().inNamespace(NAMESPACE).withName(NAME).withTimeout(1, TimeUnit.MINUTES).delete();
  }
}
