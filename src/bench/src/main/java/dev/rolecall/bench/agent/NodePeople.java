package dev.rolecall.bench.agent;

import dev.rolecall.bench.sts.Directory;
import dev.rolecall.bench.sts.Tokens;
import dev.rolecall.json.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pods of a node, 250 of them, each with an address of loopback. */
final class NodePeople {
  static final int PODS = 250;

  private static final String NODE_UID = "0c1d9c4e-3f64-4d2e-8d1b-8a33b4d3d7c7";

  private final Tokens tokens = new Tokens();
  private final List<String> signed =
      IntStream.range(0, PODS)
          .parallel()
          .mapToObj(i -> tokens.token(pod(i), "pods.eks.amazonaws.com"))
          .toList();

  static Directory.Pod pod(int number) {
    return new Directory.Pod(0, 0, number);
  }

  String token(int number) {
    return signed.get(number);
  }

  static String credentialsId(int number) {
    return "%064x".formatted(number + 1);
  }

  static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 1, 0, (byte) (number + 1)});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What its connections pass for: no pod has an address of loopback. */
  static String attested(int number) {
    return NodeServer.attested(address(number)).getHostAddress();
  }

  static List<InetAddress> addresses(int count) {
    return IntStream.range(0, count).mapToObj(NodePeople::address).toList();
  }

  /** Where pods are. */
  enum Network {
    /** Each has an address. */
    OWN,
    HOST
  }

  /** What sts tells of the node. */
  byte[] stream(Network network) {
    StringBuilder lines = new StringBuilder();
    lines.append(
        line(
            "node",
            Map.of(
                "name",
                "embedded",
                "uid",
                NODE_UID,
                "cluster",
                "rolecall",
                "region",
                "us-east-1")));
    lines
        .append("{\"type\":\"issuer\",\"issuer\":\"https://")
        .append(Directory.ISSUER_HOST)
        .append("\",\"keys\":")
        .append(tokens.publicKeys())
        .append("}\n");
    for (int i = 0; i < PODS; i++) {
      lines.append(line("pod", told(i, network)));
    }
    return lines.append("{\"type\":\"synced\"}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> told(int number, Network network) {
    Directory.Pod pod = pod(number);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("namespace", pod.namespace());
    told.put("name", pod.name());
    told.put("uid", pod.uid());
    told.put("serviceAccount", Directory.SERVICE_ACCOUNT);
    told.put("account", pod.accountId());
    told.put("addresses", network == Network.HOST ? List.of() : List.of(attested(number)));
    told.put("hostNetwork", network == Network.HOST);
    told.put("allowed", Map.of("imds", true, "ecs", true, "hostNetwork", true));
    told.put("shape", "shape");
    told.put("credentialsId", credentialsId(number));
    told.put("labels", Map.of("app.kubernetes.io/name", "web", "tier", "front"));
    told.put("containers", List.of(container(number)));
    return told;
  }

  private static Map<String, Object> container(int number) {
    return Map.of(
        "name",
        "web",
        "image",
        "registry.example/web:1",
        "imageId",
        "registry.example/web@sha256:" + "a".repeat(64),
        "id",
        "%064x".formatted(number),
        "restarts",
        0);
  }

  /** What the guard tells of the node. */
  static String interfaces() {
    List<Map<String, Object>> all = IntStream.range(0, PODS).mapToObj(NodePeople::plugged).toList();
    return Json.write(Map.of("generation", 1, "interfaces", all));
  }

  private static Map<String, Object> plugged(int number) {
    Directory.Pod pod = pod(number);
    Map<String, Object> plugged = new LinkedHashMap<>();
    plugged.put("name", "veth" + number);
    plugged.put("index", NodeServer.interfaceOf(address(number)));
    plugged.put("throughIndex", NodeServer.interfaceOf(address(number)));
    plugged.put("addresses", List.of(attested(number)));
    plugged.put("namespace", pod.namespace());
    plugged.put("pod", pod.name());
    plugged.put("uid", pod.uid());
    plugged.put("sandbox", "sandbox" + number);
    return plugged;
  }

  private static String line(String type, Map<String, ?> what) {
    return Json.write(Map.of("type", type, type, what)) + "\n";
  }
}
