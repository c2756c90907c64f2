package dev.rolecall.agent.guard;

import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** A node, its real IMDS, and two pods, each a network namespace: {@code POD -- node -- imds}. */
final class Rig implements AutoCloseable {
  static final Pod A = new Pod("a", "10.77.0.10", "fd77::10", "02:00:00:00:00:0a");
  static final Pod B = new Pod("b", "10.77.0.11", "fd77::11", "02:00:00:00:00:0b");

  /** How pods are connected to their node. */
  enum Topology {
    /** Each by a pair of interfaces with a route. */
    ROUTED,
    /** By one bridge; what crosses it is not seen by the IP layer. */
    BRIDGED,
    /** By one bridge, with br_netfilter, as most nodes have it. */
    BRIDGED_NETFILTER
  }

  record Pod(String name, String ipv4, String ipv6, String mac) {
    String end() {
      return "veth" + name;
    }
  }

  private final Topology topology;
  private final String prefix = "rcg" + HexFormat.of().toHexDigits(new Random().nextInt(), 4);
  private final Path folder;
  private final Path cgroup;
  private final List<Shell.Talk> talks = new ArrayList<>();
  private final Deque<Shell.Talk> agents = new ArrayDeque<>();

  Rig(Topology topology) throws IOException {
    Requirement.that(
        Stream.of("/usr/sbin/nft", "/usr/sbin/ip", "/usr/bin/nsenter", "/usr/bin/python3")
                .map(Path::of)
                .allMatch(Files::isExecutable)
            && Shell.run("id", "-u").equals("0"),
        "network namespaces need root, nftables, iproute2, util-linux and python3");
    this.topology = topology;
    folder = Files.createTempDirectory("guard");
    Files.createDirectories(folder.resolve("cni"));
    Files.writeString(folder.resolve("peer.py"), resource("peer.py"));
    Path unified = Path.of("/sys/fs/cgroup/unified");
    Path version2 = Files.isDirectory(unified) ? unified : Path.of("/sys/fs/cgroup");
    cgroup = Files.createDirectory(version2.resolve(prefix));
    try {
      build();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Rig.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void build() throws IOException {
    for (String name : List.of("node", "imds", "a", "b")) {
      Shell.run("ip", "netns", "add", prefix + name);
      in(name, "ip", "link", "set", "lo", "up");
      sysctl(name, "net.ipv6.conf.default.accept_dad=0", "net.ipv6.conf.all.accept_dad=0");
    }
    sysctl("node", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
    pair("node", "uplink", "imds", "eth0", "02:00:00:00:00:fe");
    in("node", "ip", "addr", "add", "192.168.9.1/24", "dev", "uplink");
    in("node", "ip", "-6", "addr", "add", "fd99::1/64", "dev", "uplink", "nodad");
    in("imds", "ip", "addr", "add", "192.168.9.2/24", "dev", "eth0");
    in("imds", "ip", "-6", "addr", "add", "fd99::2/64", "dev", "eth0", "nodad");
    in("imds", "ip", "addr", "add", "169.254.169.254/32", "dev", "lo");
    in("imds", "ip", "-6", "addr", "add", "fd00:ec2::254/128", "dev", "lo", "nodad");
    in("node", "ip", "route", "add", "default", "via", "192.168.9.2");
    in("node", "ip", "-6", "route", "add", "default", "via", "fd99::2");
    in("imds", "ip", "route", "add", "default", "via", "192.168.9.1");
    in("imds", "ip", "-6", "route", "add", "default", "via", "fd99::1");
    if (topology != Topology.ROUTED) {
      in("node", "ip", "link", "add", "br0", "type", "bridge");
      in("node", "ip", "link", "set", "br0", "up");
      in("node", "ip", "addr", "add", "10.77.0.1/24", "dev", "br0");
      in("node", "ip", "-6", "addr", "add", "fd77::1/64", "dev", "br0", "nodad");
      String filtered = topology == Topology.BRIDGED_NETFILTER ? "1" : "0";
      sysctl("node", "net.bridge.bridge-nf-call-iptables=" + filtered);
      sysctl("node", "net.bridge.bridge-nf-call-ip6tables=" + filtered);
    }
    for (Pod pod : List.of(A, B)) {
      connect(pod);
    }
    var unused = serve("imds", "imds", "169.254.169.254", "fd00:ec2::254");
    startAgent();
  }

  /** Starts what listens at the agent's ports. */
  void startAgent() throws IOException {
    agents.add(
        serve(
            "node",
            "agent",
            "169.254.170.23,8491",
            "169.254.170.2,8492",
            "169.254.170.254,8493",
            "fd00:ec2::23,8491",
            "fd00:ec2::170:254,8493"));
  }

  /** Ends it. */
  void endAgent() throws InterruptedException {
    agents.remove().process().destroyForcibly().waitFor();
  }

  private void connect(Pod pod) {
    pair("node", pod.end(), pod.name(), "eth0", pod.mac());
    if (topology == Topology.ROUTED) {
      in("node", "ip", "route", "add", pod.ipv4(), "dev", pod.end());
      in("node", "ip", "-6", "route", "add", pod.ipv6(), "dev", pod.end());
      in("node", "ip", "addr", "add", "169.254.1.1/32", "dev", pod.end());
      in("node", "ip", "-6", "addr", "add", "fe80::1/64", "dev", pod.end(), "nodad");
      in(pod.name(), "ip", "addr", "add", pod.ipv4() + "/32", "dev", "eth0");
      in(pod.name(), "ip", "-6", "addr", "add", pod.ipv6() + "/128", "dev", "eth0", "nodad");
      in(pod.name(), "ip", "route", "add", "169.254.1.1", "dev", "eth0", "scope", "link");
      in(
          pod.name(),
          "ip",
          "route",
          "add",
          "default",
          "via",
          "169.254.1.1",
          "onlink",
          "dev",
          "eth0");
      in(pod.name(), "ip", "-6", "route", "add", "default", "via", "fe80::1", "dev", "eth0");
    } else {
      in("node", "ip", "link", "set", pod.end(), "master", "br0");
      in(pod.name(), "ip", "addr", "add", pod.ipv4() + "/24", "dev", "eth0");
      in(pod.name(), "ip", "-6", "addr", "add", pod.ipv6() + "/64", "dev", "eth0", "nodad");
      in(pod.name(), "ip", "route", "add", "default", "via", "10.77.0.1");
      in(pod.name(), "ip", "-6", "route", "add", "default", "via", "fd77::1");
    }
  }

  private void pair(String one, String end, String other, String otherEnd, String mac) {
    Shell.run(
        "ip",
        "-n",
        prefix + one,
        "link",
        "add",
        end,
        "type",
        "veth",
        "peer",
        "name",
        otherEnd,
        "address",
        mac,
        "netns",
        prefix + other);
    in(one, "ip", "link", "set", end, "up");
    in(other, "ip", "link", "set", otherEnd, "up");
  }

  private void sysctl(String name, String... settings) {
    for (String setting : settings) {
      in(name, "sysctl", "-q", "-w", setting);
    }
  }

  private Shell.Talk serve(String name, String... arguments) throws IOException {
    Shell.Talk server = talk(name, arguments);
    server.await("ready");
    return server;
  }

  /** Runs a program in a namespace, which must succeed. */
  String in(String name, String... command) {
    return Shell.run(entered(name, command).toArray(String[]::new));
  }

  /** The first line of what {@code peer.py} says there. */
  String peer(String name, String... arguments) {
    return in(name, peerCommand(arguments));
  }

  Shell.Talk talk(String name, String... arguments) throws IOException {
    Shell.Talk talk = new Shell.Talk(Map.of(), entered(name, peerCommand(arguments)));
    talks.add(talk);
    return talk;
  }

  /** The same by a process in the control group of pods. */
  String peerInPodCgroup(String name, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh", "-c", "echo $$ > " + cgroup.resolve("cgroup.procs") + "; exec \"$@\"", "sh"));
    command.addAll(List.of(peerCommand(arguments)));
    return in(name, command.toArray(String[]::new));
  }

  private String[] peerCommand(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", folder.resolve("peer.py").toString()));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private List<String> entered(String name, String... command) {
    List<String> entered = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + prefix + name));
    entered.addAll(List.of(command));
    return entered;
  }

  /** Leaves what a network plugin leaves of a pod. */
  void attach(Pod pod) throws IOException {
    String bridge =
        topology == Topology.ROUTED ? "" : "{\"name\":\"br0\",\"mac\":\"02:00:00:00:00:01\"},";
    int end = bridge.isEmpty() ? 1 : 2;
    Files.writeString(
        folder.resolve("cni").resolve("kube-" + pod.name() + "-eth0"),
        """
        {"kind":"cniCacheV1","containerId":"%1$s1","ifName":"eth0","networkName":"kube",
         "cniArgs":[["IgnoreUnknown","1"],["K8S_POD_NAMESPACE","apps"],["K8S_POD_NAME","%1$s"],
                    ["K8S_POD_UID","uid-%1$s"]],
         "result":{"cniVersion":"0.4.0",
          "interfaces":[%2$s{"name":"%3$s"},{"name":"eth0","mac":"%4$s","sandbox":"/run/netns/x"}],
          "ips":[{"version":"4","interface":%7$d,"address":"%5$s/24"},
                 {"version":"6","interface":%7$d,"address":"%6$s/64"}]}}
        """
            .formatted(pod.name(), bridge, pod.end(), pod.mac(), pod.ipv4(), pod.ipv6(), end));
  }

  /** Takes it away, as when the pod ends. */
  void detach(Pod pod) throws IOException {
    Files.delete(folder.resolve("cni").resolve("kube-" + pod.name() + "-eth0"));
  }

  Shell.Outcome guard(String... arguments) {
    return guard(Map.of(), arguments);
  }

  Shell.Outcome guard(Map<String, String> settings, String... arguments) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.putAll(settings);
    return Shell.run(environment, guardCommand(arguments));
  }

  /** The same by user 0 with one capability. */
  Shell.Outcome guardWithNetAdminOnly(String... arguments) {
    List<String> command = new ArrayList<>(guardCommand(arguments));
    command.addAll(2, List.of("setpriv", "--bounding-set=-all,+net_admin"));
    return Shell.run(environment(), command);
  }

  Shell.Talk startGuard(String... arguments) throws IOException {
    Shell.Talk guard = new Shell.Talk(environment(), guardCommand(arguments));
    talks.add(guard);
    return guard;
  }

  private List<String> guardCommand(String... arguments) {
    List<String> command =
        entered(
            "node",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            ProjectFiles.root().resolve("src/agent/target/rolecall-agent.jar").toString(),
            "guard");
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment() {
    return Map.of(
        "ROLECALL_RUN_DIR",
        run().toString(),
        "ROLECALL_CNI_RESULTS",
        folder.resolve("cni").toString(),
        "ROLECALL_POD_CGROUPS",
        Path.of("/sys/fs/cgroup").relativize(cgroup).toString());
  }

  Path run() {
    return folder.resolve("run");
  }

  /** The file system of a node that has this control group. */
  HostRoot hostRoot() throws IOException {
    HostRoot root = new HostRoot(folder.resolve("host"));
    Files.createDirectories(folder.resolve("host").resolve(Path.of("/").relativize(cgroup)));
    return root;
  }

  String ruleset() {
    return in("node", "nft", "list", "ruleset");
  }

  /** How many packets a counter of the guard has. */
  long stopped(String table, String rule) {
    String listing = in("node", "nft", "list", "counter", table, "rolecall", rule);
    return Long.parseLong(listing.replaceAll("(?s).*packets ([0-9]+).*", "$1"));
  }

  @Override
  public void close() throws IOException {
    talks.forEach(Shell.Talk::close);
    for (String name : List.of("a", "b", "imds", "node")) {
      Shell.run(Map.of(), List.of("ip", "netns", "delete", prefix + name));
    }
    Files.deleteIfExists(cgroup);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
