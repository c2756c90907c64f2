package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.ContainerStatus;
import dev.rolecall.directory.Node;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.PodStatus;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeIndexTest {
  private final NodeIndex index = new NodeIndex();
  private final ObservedStore<Pod> store = new ObservedStore<>(Slim::pod, index.podObserver());

  @Test
  void hasThePodsOfEachNodeUntilTheyFinishOrGo() {
    store.put("acme/a", pod("a", "nodeName: n1", "phase: Running"));
    store.put("acme/b", pod("b", "nodeName: n1", "phase: Running"));
    store.put("acme/c", pod("c", "nodeName: n2", ""));
    store.put("acme/d", pod("d", "", "phase: Pending"));
    assertThat(index.pods("n1")).containsExactlyInAnyOrder("a", "b");
    assertThat(index.pods("n2")).containsExactly("c");

    store.put("acme/a", pod("a", "nodeName: n1", "phase: Succeeded"));
    store.remove("acme/b");
    assertThat(index.pods("n1")).isEmpty();
    assertThat(index.status("a")).isEmpty();
    assertThat(index.status("b")).isEmpty();
  }

  @Test
  void successorUnderTheSameNameTakesThePlace() {
    store.put("acme/a", pod("old", "nodeName: n1", ""));
    store.put("acme/a", pod("new", "nodeName: n2", ""));

    assertThat(index.pods("n1")).isEmpty();
    assertThat(index.pods("n2")).containsExactly("new");
  }

  @Test
  void readsAddressesTimesAndContainers() {
    store.put(
        "acme/a",
        pod(
            "a",
            """
            nodeName: n1, initContainers: [{name: setup, image: s}, {name: side, image: s:1, restartPolicy: Always}],
            containers: [{name: main, image: m:1, resources: {limits: {cpu: '2', memory: 1Gi}}}]\
            """,
            """
            startTime: '2026-01-31T12:00:00Z', podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}],
            containerStatuses: [{name: main, image: m, imageID: 'sha256:1', containerID: 'cri-o://x', ready: false, restartCount: 3,
              state: {waiting: {reason: CrashLoopBackOff}},
              lastState: {terminated: {exitCode: 137, startedAt: '2026-01-31T12:00:01Z', finishedAt: '2026-01-31T12:00:02Z'}}}]\
            """));

    PodStatus status = index.status("a").orElseThrow();
    assertThat(status.addresses()).containsExactly("10.0.0.1", "fd00::1");
    assertThat(status.started()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(status.containers())
        .containsExactly(
            new ContainerStatus("side", "s:1", "", "", null, null, null, 0, null, null),
            new ContainerStatus(
                "main",
                "m:1",
                "sha256:1",
                "x",
                Instant.parse("2026-01-31T12:00:01Z"),
                Instant.parse("2026-01-31T12:00:02Z"),
                137,
                3,
                2.0,
                1L << 30));
  }

  @Test
  void podOnTheHostsNetworkHasNoAddressOfItsOwn() {
    store.put("acme/a", pod("a", "nodeName: n1, hostNetwork: true", "podIP: 192.0.2.1"));

    assertThat(index.status("a").orElseThrow())
        .isEqualTo(new PodStatus(List.of(), true, null, null, List.of()));
  }

  @Test
  void keepsNoMoreOfAPodThanABoundedPart() {
    String containers =
        String.join(
            ", ",
            IntStream.range(0, 500)
                .mapToObj(i -> "{name: c" + i + ", image: " + "i".repeat(5000) + "}")
                .toList());
    store.put("acme/a", pod("a", "nodeName: n1, containers: [" + containers + "]", ""));

    List<ContainerStatus> kept = index.status("a").orElseThrow().containers();
    assertThat(kept).hasSize(64).allMatch(container -> container.image().length() == 512);
  }

  /** Heartbeats of nodes come every few minutes, of each. */
  @Test
  void tellsOfANodeOnlyWhereSomethingChangedThatIsKept() {
    List<String> heard = new ArrayList<>();
    index.observe(
        new NodeDirectory.Observer() {
          @Override
          public void podChanged(String node, String podUid) {
            heard.add(node + "/" + podUid);
          }

          @Override
          public void nodeChanged(String node) {
            heard.add(node);
          }

          @Override
          public void anyChanged() {
            heard.add("any");
          }
        });
    index.put(node("n1", Map.of("kubernetes.io/arch", "arm64", "other", "1")));
    index.put(node("n1", Map.of("kubernetes.io/arch", "arm64", "other", "2")));
    store.put("acme/a", pod("a", "nodeName: n1", ""));
    store.remove("acme/a");
    index.nodeObserver().removed(node("n1", Map.of()));

    assertThat(heard).containsExactly("n1", "n1/a", "n1/a", "n1");
    assertThat(index.node("n1")).isEmpty();
  }

  @Test
  void keepsLabelsThatNoKubeletSets() {
    index.put(node("n1", Map.of("node-restriction.kubernetes.io/pool", "web", "x", "y")));

    assertThat(index.node("n1"))
        .contains(new Node("n1", "uid-n1", Map.of("node-restriction.kubernetes.io/pool", "web")));
  }

  private static io.fabric8.kubernetes.api.model.Node node(
      String name, Map<String, String> labels) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-" + name)
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  private static Pod pod(String uid, String spec, String status) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: acme, uid: %s}\nspec: {%s}\nstatus: {%s}\n"
            .formatted(uid, spec, status),
        Pod.class);
  }
}
