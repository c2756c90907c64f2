package dev.rolecall.isolation.program;

import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rolecall's programs as they run on a node: sts on loopback, the guard, the server. */
public final class NodePrograms {
  /** What the guard tells the server of interfaces. */
  static final String INTERFACES = "interfaces.json";

  private static final int STS_PORT = 8480;
  private static final int HEALTH_PORT = 8494;
  private static final String LOOPBACK = "127.0.0.1";

  private final Namespace node;
  private final Foothold onNode;
  private final Places places;

  /**
   * @param onNode a process by which they are asked whether they are ready
   */
  public NodePrograms(Namespace node, Foothold onNode, Places places) {
    this.node = node;
    this.onNode = onNode;
    this.places = places;
  }

  /** Where libcni's results are. */
  public Path cniResults() {
    return places.work().resolve("cni");
  }

  /** The folder that guard and server share. */
  public Path run() {
    return places.work().resolve("run");
  }

  public Path manifests() {
    return places.work().resolve("manifests");
  }

  /** The state folder of sts. */
  public Path state() {
    return places.work().resolve("state");
  }

  /** The server's own token. */
  public Path agentToken() {
    return places.work().resolve("agent.token");
  }

  /** Makes a file the server's own, as the kubelet does with a token. */
  public void giveToServer(Path file) {
    Unprivileged.own(file);
  }

  /** Starts sts and waits until it answers. */
  public Program sts() {
    List<String> command =
        places.sts(
            List.of(
                "rolecall.embedded.manifests=" + manifests(),
                "rolecall.embedded.state=" + state(),
                "rolecall.cluster.name=rolecall",
                "quarkus.http.host=" + LOOPBACK,
                "quarkus.http.port=" + STS_PORT,
                "quarkus.management.host=" + LOOPBACK,
                "quarkus.management.port=0"));
    return Program.start("sts", node.command(command), Map.of(), places.log("sts"))
        .await(() -> get(STS_PORT, "/healthz").status() == 200);
  }

  /** Starts the guard and waits until it has told of interfaces. */
  public Program guard() {
    return Program.start(
            "the guard",
            node.command(places.agent(List.of("guard", "run"))),
            environment(),
            places.log("guard"))
        .await(() -> Files.exists(run().resolve(INTERFACES)));
  }

  /** Takes away what the guard has set, and sets what its boot unit sets before the kubelet. */
  public void reboot() {
    Path root = HostRoot.in(places.work().resolve("host"));
    guard("install", "--host-root", root.toString());
    guard("uninstall");
    Shell.run(
        node.command(List.of("nft", "-f", root.resolve("etc/rolecall/guard.nft").toString())));
  }

  private void guard(String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    environment().forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(places.agent(Stream.concat(Stream.of("guard"), Stream.of(arguments)).toList()));
    Shell.run(node.command(command));
  }

  /** Starts the server and waits until it is ready. */
  public Program server() {
    List<String> command = Unprivileged.command(places.agent(List.of()));
    return Program.start("the agent", node.command(command), environment(), places.log("agent"))
        .await(() -> get(HEALTH_PORT, "/readyz").status() == 200);
  }

  /** What the server counts, in Prometheus' text format. */
  public String metrics() {
    return get(HEALTH_PORT, "/metrics").body();
  }

  /** What the guard's rules count. */
  public Map<String, Double> rules() {
    return RuleCounters.of(node);
  }

  private Answer get(int port, String path) {
    return onNode.ask(
        LOOPBACK,
        port,
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + LOOPBACK
            + ":"
            + port
            + "\r\nConnection: close\r\n\r\n");
  }

  private Map<String, String> environment() {
    return Map.of(
        "ROLECALL_MODE",
        "node",
        "ROLECALL_RUN_DIR",
        run().toString(),
        "ROLECALL_CNI_RESULTS",
        cniResults().toString(),
        "ROLECALL_NODE_IMDS_UIDS",
        "0",
        "ROLECALL_STS_URL",
        "http://" + LOOPBACK + ":" + STS_PORT,
        "ROLECALL_AGENT_TOKEN_FILE",
        agentToken().toString(),
        "ROLECALL_CLUSTER_NAME",
        "rolecall",
        "ROLECALL_STS_CA",
        "");
  }
}
