package dev.rolecall.agent.node;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.net.Host;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pods to test with. */
public final class NodePodSamples {
  private NodePodSamples() {}

  /** One of these addresses, whose account allows everything. */
  public static NodePod pod(String name, String... addresses) {
    return pod(name, "1", addresses);
  }

  /** One whose credentials are shaped so. */
  public static NodePod pod(String name, String shape, String[] addresses) {
    return new NodePod(
        new PodRef("shop", name, name + "-uid"),
        new ServiceAccountRef("shop", "web"),
        Optional.of(Samples.ACCOUNT),
        Set.copyOf(List.of(addresses).stream().map(NodePodSamples::address).toList()),
        false,
        new PodPermissions(true, true, true),
        shape,
        Optional.of("0123456789abcdef"),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  /** The same pod, whose credentials are shaped so now. */
  public static NodePod shaped(NodePod pod, String shape) {
    return pod(
        pod.pod().name(),
        shape,
        pod.addresses().stream().map(InetAddress::getHostAddress).toArray(String[]::new));
  }

  public static InetAddress address(String text) {
    return Host.address(text).orElseThrow();
  }
}
