package dev.rolecall.agent;

import com.nimbusds.jose.jwk.JWK;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.testkit.LineProcess;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node and two pods, a and b, as network namespaces, with the real guard, a fake sts and the real
 * agent: as nobody, without any capability.
 */
public final class NodeNetwork implements AutoCloseable {
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
  private final ControlGroups groups;
  private Optional<LineProcess> sts = Optional.empty();
  private int stsPort;

  private NodeNetwork(Path folder, ControlGroups groups) {
    this.folder = folder;
    this.groups = groups;
  }

  /** What the node's kernel is like. */
  public enum Ipv6 {
    ON,
    OFF
  }

  /** Skips the test where this machine cannot be a node. */
  public static void require() throws Exception {
    Requirement.that(
        "root".equals(System.getProperty("user.name"))
            && Files.isExecutable(Path.of("/usr/bin/setpriv"))
            && new ProcessBuilder(
                        "sh", "-c", "ip netns add rcprobe && ip netns del rcprobe && nft -v")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor()
                == 0,
        "network namespaces: root, ip, nft, setpriv and curl");
  }

  /** A token of a pod of the node. */
  public static String token(JWK key, String pod) {
    FakeIssuer issuer = new FakeIssuer(NodeSts.ISSUER, Clock.systemUTC()).rotate(key);
    Map<String, Object> claims =
        issuer.claims("system:serviceaccount:shop:web", "pods.eks.amazonaws.com");
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace", "shop",
            "pod", Map.of("name", pod, "uid", pod + "-uid"),
            "serviceaccount", Map.of("name", "web", "uid", "sa-uid")));
    return issuer.sign(claims);
  }

  /**
   * @param folder the agent's, which nobody else uses
   * @param key the issuer's
   */
  public static NodeNetwork start(Path folder, String key, Ipv6 ipv6) throws Exception {
    return start(folder, key, ipv6, ControlGroups.NONE);
  }

  /**
   * @param groups of the node's processes
   */
  static NodeNetwork start(Path folder, String key, Ipv6 ipv6, ControlGroups groups)
      throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    NodeNetwork network = new NodeNetwork(folder, groups);
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
    LineProcess sts = network.sts();
    network.sts = Optional.of(sts);
    network.stsPort = Integer.parseInt(sts.ask("port"));
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

  private LineProcess sts() throws IOException {
    List<String> command = entered("");
    command.addAll(
        List.of(
            java(),
            "-cp",
            System.getProperty("java.class.path"),
            NodeStsProcess.class.getName(),
            folder.resolve("key.json").toString()));
    return new LineProcess(folder, System.getenv(), command);
  }

  /** From now on sts gives everybody these credentials. */
  public void grant(String accessKeyId, Duration life) throws IOException {
    sts.orElseThrow().ask("grant " + accessKeyId + " " + life.toSeconds());
  }

  /** Kills the agent (SIGKILL) and starts another. */
  public void restart() throws Exception {
    kill();
    serve();
  }

  /** Kills the agent. */
  void kill() throws Exception {
    processes.removeLast().destroyForcibly().waitFor();
  }

  /** Whether the agent says that pods can be served. */
  public boolean isReady() {
    try {
      return curl("", "http://127.0.0.1:8494/readyz").endsWith(" 200");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * How a command line begins that is run in a pod.
   *
   * @param pod its name, or nothing for the node itself
   */
  public List<String> entered(String pod) {
    return new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + node + pod, "--"));
  }

  private void guard() throws Exception {
    Process guard =
        in("", List.of(java(), "-jar", jar(), "guard", "once"), environment())
            .redirectErrorStream(true)
            .start();
    String said = new String(guard.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (guard.waitFor() != 0) {
      throw new IOException("the guard: " + said);
    }
  }

  /** Starts an agent. */
  void serve() throws Exception {
    List<String> command = new ArrayList<>(groups.entered("kubepods/podagent"));
    command.addAll(POWERLESS);
    command.addAll(List.of(java(), "@" + agent.resolve("jvm.options"), "-jar", jar()));
    processes.add(
        in("", command, environment())
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
        "0",
        "ROLECALL_CGROUP_ROOT",
        groups.root());
  }

  private String jar() {
    return agent.resolve("target/rolecall-agent.jar").toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private ProcessBuilder in(String pod, List<String> command, Map<String, String> environment) {
    List<String> entered = entered(pod);
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
    return run(where, command);
  }

  /** What a program prints that an ordinary user runs on the node, in a control group. */
  String runIn(String group, List<String> program) throws Exception {
    return run("", ordinary(group, program));
  }

  /** Likewise a program that is talked to. */
  LineProcess talkIn(String group, List<String> program) throws IOException {
    List<String> command = entered("");
    command.addAll(ordinary(group, program));
    return new LineProcess(folder, System.getenv(), command);
  }

  private List<String> ordinary(String group, List<String> program) {
    List<String> command = new ArrayList<>(groups.entered(group));
    command.addAll(POWERLESS);
    command.addAll(program);
    return command;
  }

  private String run(String where, List<String> command) throws Exception {
    Process process = in(where, command, Map.of()).start();
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
    if (sts.isPresent()) {
      sts.get().close();
    }
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    sh("for n in %1$sa %1$sb %1$s; do ip netns del $n || true; done", node);
  }
}
