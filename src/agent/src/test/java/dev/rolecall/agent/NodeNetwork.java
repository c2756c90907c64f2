package dev.rolecall.agent;

import dev.rolecall.testkit.ProjectFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node and two pods, a and b, as network namespaces, with the real guard, a fake sts and the real
 * agent: as nobody, without any capability.
 */
final class NodeNetwork implements AutoCloseable {
  static final String NOBODY = "65532";

  private static final List<String> POWERLESS =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--bounding-set=-all",
          "--inh-caps=-all",
          "--no-new-privs");

  private final String node = "rcn" + ProcessHandle.current().pid();
  private final Path folder;
  private final Path agent = ProjectFiles.root().resolve("src/agent");
  private final List<Process> processes = new ArrayList<>();
  private int stsPort;

  private NodeNetwork(Path folder) {
    this.folder = folder;
  }

  /** What the node's kernel is like. */
  enum Ipv6 {
    ON,
    OFF
  }

  /**
   * @param folder the agent's, which nobody else uses
   * @param key the issuer's
   */
  static NodeNetwork start(Path folder, String key, Ipv6 ipv6) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    NodeNetwork network = new NodeNetwork(folder);
    Files.writeString(folder.resolve("key.json"), key);
    Files.writeString(folder.resolve("agent.token"), "the.agents.token");
    // The node's own way out, whose address is the source of what its processes ask of IMDS.
    network.sh(
        "ip netns add %1$s && ip -n %1$s link set lo up"
            + " && ip -n %1$s link add up0 type veth peer name up1"
            + " && ip -n %1$s addr add 10.99.0.1/24 dev up0 && ip -n %1$s link set up0 up"
            + " && ip -n %1$s link set up1 up && ip -n %1$s route add default via 10.99.0.2",
        network.node);
    if (ipv6 == Ipv6.OFF) {
      network.sh(
          "ip netns exec %1$s sysctl -qw net.ipv6.conf.all.disable_ipv6=1"
              + " net.ipv6.conf.default.disable_ipv6=1",
          network.node);
    }
    network.pod("a", 1, ipv6);
    network.pod("b", 2, ipv6);
    network.stsPort = Integer.parseInt(network.background(network.sts()).readLine().strip());
    network.guard();
    network.serve();
    return network;
  }

  private void pod(String name, int n, Ipv6 ipv6) throws Exception {
    sh(
        "ip netns add %1$s%2$s && ip -n %1$s link add veth%3$d type veth peer name eth0 netns"
            + " %1$s%2$s && ip -n %1$s link set veth%3$d up && ip -n %1$s%2$s link set eth0 up"
            + " && ip -n %1$s%2$s link set lo up"
            + " && ip -n %1$s addr add 169.254.1.1/32 dev veth%3$d"
            + " && ip -n %1$s%2$s addr add 10.77.0.%3$d/32 dev eth0"
            + " && ip -n %1$s%2$s route add 169.254.1.1 dev eth0"
            + " && ip -n %1$s%2$s route add default via 169.254.1.1"
            + " && ip -n %1$s route add 10.77.0.%3$d dev veth%3$d",
        node, name, n);
    if (ipv6 == Ipv6.ON) {
      sh(
          "ip -n %1$s addr add fe80::1/64 dev veth%3$d nodad"
              + " && ip -n %1$s%2$s addr add fd77::%3$d/128 dev eth0 nodad"
              + " && ip -n %1$s%2$s route add default via fe80::1 dev eth0"
              + " && ip -n %1$s route add fd77::%3$d dev veth%3$d",
          node, name, n);
    }
    Files.createDirectories(folder.resolve("cni"));
    Files.writeString(
        folder.resolve("cni/net-" + name + "-eth0"),
        """
        {"kind":"cniCacheV1","containerId":"sandbox%1$s","ifName":"eth0","networkName":"net",
         "cniArgs":[["K8S_POD_NAMESPACE","shop"],["K8S_POD_NAME","%1$s"],
                    ["K8S_POD_UID","%1$s-uid"]],
         "result":{"cniVersion":"1.0.0","interfaces":[{"name":"veth%2$d","mac":"%4$s"},
           {"name":"eth0","mac":"%5$s","sandbox":"/run/netns/%3$s%1$s"}],
           "ips":[{"interface":1,"address":"10.77.0.%2$d/32"}%6$s]}}
        """
            .formatted(
                name,
                n,
                node,
                mac(node, "veth" + n),
                mac(node + name, "eth0"),
                ipv6 == Ipv6.ON
                    ? ",{\"interface\":1,\"address\":\"fd77::%d/128\"}".formatted(n)
                    : ""));
  }

  private String mac(String namespace, String link) throws Exception {
    return sh("ip netns exec %s cat /sys/class/net/%s/address", namespace, link).strip();
  }

  private List<String> sts() {
    return List.of(
        java(),
        "-cp",
        System.getProperty("java.class.path"),
        NodeStsProcess.class.getName(),
        folder.resolve("key.json").toString());
  }

  private void guard() throws Exception {
    Process guard =
        in(node, List.of(java(), "-jar", jar(), "guard", "once"), environment())
            .redirectErrorStream(true)
            .start();
    String said = new String(guard.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (guard.waitFor() != 0) {
      throw new IOException("the guard: " + said);
    }
  }

  private void serve() throws Exception {
    List<String> command = new ArrayList<>(POWERLESS);
    command.addAll(List.of(java(), "@" + agent.resolve("jvm.options"), "-jar", jar()));
    processes.add(
        in(node, command, environment())
            .redirectOutput(folder.resolve("audit").toFile())
            .redirectError(folder.resolve("log").toFile())
            .start());
  }

  private Map<String, String> environment() {
    return Map.of(
        "ROLECALL_MODE",
        "node",
        "ROLECALL_STS_URL",
        "http://127.0.0.1:" + stsPort,
        "ROLECALL_AGENT_TOKEN_FILE",
        folder.resolve("agent.token").toString(),
        "ROLECALL_RUN_DIR",
        folder.resolve("run").toString(),
        "ROLECALL_CNI_RESULTS",
        folder.resolve("cni").toString(),
        "ROLECALL_NODE_IMDS",
        "rolecall",
        "ROLECALL_NODE_IMDS_UIDS",
        "0");
  }

  private String jar() {
    return agent.resolve("target/rolecall-agent.jar").toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private BufferedReader background(List<String> command) throws IOException {
    Process process =
        in(node, command, Map.of()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private ProcessBuilder in(
      String namespace, List<String> command, Map<String, String> environment) {
    List<String> entered =
        new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace, "--"));
    entered.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(entered);
    builder.environment().keySet().removeIf(name -> name.startsWith("ROLECALL_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * What curl prints, and then the status.
   *
   * @param where a pod's name, or nothing for the node itself
   */
  String curl(String where, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("curl", "-s", "-m", "5", "-w", " %{http_code}", "--noproxy", "*"));
    command.addAll(List.of(arguments));
    Process process = in(node + where, command, Map.of()).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The agent's process, as the kernel describes it. */
  String status() throws IOException {
    long pid = processes.getLast().pid();
    return Files.readString(Path.of("/proc/" + pid + "/status"));
  }

  /** The audit so far. */
  String audit() throws IOException {
    return Files.readString(folder.resolve("audit"));
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private String sh(String script, Object... arguments) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", script.formatted(arguments))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(script.formatted(arguments) + ": " + said);
    }
    return said;
  }

  @Override
  public void close() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    sh("for n in %1$sa %1$sb %1$s; do ip netns del $n || true; done", node);
  }
}
