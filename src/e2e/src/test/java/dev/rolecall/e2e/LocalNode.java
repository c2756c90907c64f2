package dev.rolecall.e2e;

import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real node on this machine: etcd, API server, kubelet, containerd. A node that ran before is
 * left running.
 */
final class LocalNode implements TestCluster {
  private static final String PROBE = "registry.local/rolecall-probe:e2e";

  private final Path tools;
  private final Path kubeconfig;
  private final boolean ranBefore;

  private LocalNode(Path tools, Path kubeconfig, boolean ranBefore) {
    this.tools = tools;
    this.kubeconfig = kubeconfig;
    this.ranBefore = ranBefore;
  }

  /** Starts the node, or skips the test where the machine cannot have one. */
  static LocalNode start() throws IOException, InterruptedException {
    Optional<Path> tools = ProjectFiles.material("kubernetes/cluster").map(Path::getParent);
    Requirement.that(tools.isPresent(), "no tools here that start a Kubernetes node");
    Requirement.that(
        System.getProperty("user.name").equals("root"), "a node of one's own needs root");
    Requirement.that(
        Files.exists(home().resolve("bin/kubelet")),
        "kubelet is not installed in " + home() + "; the node tools' 'install node' does it");
    Path kubeconfig = home().resolve("run/admin.kubeconfig");
    boolean ranBefore = Files.exists(home().resolve("run/kubelet.pid")) && answers(kubeconfig);
    Command.run(List.of("bash", tools.get().resolve("cluster").toString(), "up"));
    return new LocalNode(tools.get(), kubeconfig, ranBefore);
  }

  private static Path home() {
    String configured = System.getenv("KUBE_HOME");
    if (configured != null) {
      return Path.of(configured);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path folder =
        cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return folder.resolve("debian-kubernetes");
  }

  private static boolean answers(Path kubeconfig) throws InterruptedException {
    try {
      String kubectl = home().resolve("bin/kubectl").toString();
      Command.run(
          List.of(kubectl, "--kubeconfig", kubeconfig.toString(), "get", "--raw", "/readyz"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String kubeconfig() {
    try {
      return Files.readString(kubeconfig);
    } catch (IOException e) {
      throw new IllegalStateException("the node's kubeconfig cannot be read", e);
    }
  }

  @Override
  public String java() {
    return "/opt/jdk/bin/java";
  }

  @Override
  public String load(Path programs) throws IOException, InterruptedException {
    Path base = home().resolve("base");
    String cluster = tools.resolve("cluster").toString();
    if (!Files.exists(base.resolve("opt/jdk"))) {
      Command.run(List.of("bash", cluster, "base", "registry.local/base:1"));
    }
    Path root = Files.createTempDirectory(home(), "image");
    try {
      copyContent(base, root, "-al");
      Path target = Files.createDirectories(root.resolve(PROGRAMS.substring(1)));
      copyContent(programs, target, "-rL");
      Command.run(List.of("bash", cluster, "load", PROBE, root.toString()));
    } finally {
      Command.run(List.of("rm", "-rf", root.toString()));
    }
    return PROBE;
  }

  @Override
  public void importImage(Path archive) throws IOException, InterruptedException {
    String cluster = tools.resolve("cluster").toString();
    Command.run(List.of("bash", cluster, "import", archive.toString()));
  }

  @Override
  public void apply(Path manifest) throws IOException, InterruptedException {
    String kubectl = home().resolve("bin/kubectl").toString();
    Command.run(
        List.of(
            kubectl, "--kubeconfig", kubeconfig.toString(), "apply", "-f", manifest.toString()));
  }

  /**
   * This node has control groups of both versions, and its pods are in the first: which processes
   * are the node's own is told by the user. No unit is written onto the machine.
   */
  @Override
  public Map<String, ?> agentValues() {
    return Map.of("agent.guard.nodeImdsUids[0]", 0, "agent.bootUnit.enabled", false);
  }

  @Override
  public String run(String... command) throws IOException, InterruptedException {
    return Command.run(List.of(command));
  }

  @Override
  public void removeGuard() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path agent = ProjectFiles.root().resolve("src/agent/target/rolecall-agent.jar");
    Command.run(List.of(java, "-jar", agent.toString(), "guard", "uninstall"));
    Command.run(List.of("rm", "-rf", "/run/rolecall"));
  }

  private static void copyContent(Path from, Path to, String how)
      throws IOException, InterruptedException {
    Command.run(List.of("cp", how, from + "/.", to.toString()));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (!ranBefore) {
      Command.run(List.of("bash", tools.resolve("cluster").toString(), "down"));
    }
  }
}
