package dev.rolecall.agent.guard.boot;

import dev.rolecall.agent.guard.host.CommandException;
import dev.rolecall.agent.guard.host.Nft;
import dev.rolecall.agent.guard.host.SystemdUnits;
import dev.rolecall.agent.guard.rules.NodeAccess;
import dev.rolecall.agent.guard.rules.PinSets;
import dev.rolecall.agent.guard.rules.Ruleset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The unit {@code rolecall-guard.service}: at boot, before anything that starts containers, it
 * keeps everything that comes in from the service addresses. The guard refines its rules later.
 */
public final class BootUnit {
  static final String RULES = "/etc/rolecall/guard.nft";
  static final String NAME = "rolecall-guard.service";
  private static final String UNITS = "/etc/systemd/system/";

  private static final List<String> NFT =
      List.of("/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft", "/usr/local/sbin/nft", "/bin/nft");

  /** Kubelets as distributions name them: without the rules they do not start. */
  private static final List<String> KUBELETS =
      List.of(
          "kubelet.service",
          "k3s.service",
          "k3s-agent.service",
          "rke2-server.service",
          "rke2-agent.service");

  private static final List<String> RUNTIMES =
      List.of("containerd.service", "crio.service", "docker.service");

  private final Path root;
  private final Ruleset ruleset;

  /**
   * @param root where the node's file system is
   */
  public BootUnit(Path root, Ruleset ruleset) {
    this.root = root;
    this.ruleset = ruleset;
  }

  /**
   * Writes what is not there yet, and enables it.
   *
   * @return sentences about what was done
   * @throws IOException where the node cannot be guarded so, with the reason
   */
  public List<String> install() throws IOException {
    HostFiles files = new HostFiles(root);
    String program =
        files
            .firstOf(NFT)
            .orElseThrow(() ->
                new CommandException(
                    "the node has no nft (looked for "
                        + String.join(", ", NFT)
                        + "): install its package nftables, 1.0.6 or newer"));
    files.write(RULES, ruleset.script(PinSets.of(List.of()), Map.of()));
    Nft.check(root, program, RULES);
    files.write(UNITS + NAME, unit(program));
    SystemdUnits.verify(files.at(UNITS + NAME), root);
    for (String enabling : links()) {
      files.link(enabling, UNITS + NAME);
    }
    return files.done().isEmpty() ? List.of("Everything was there already.") : files.done();
  }

  /** Removes it; sentences about what was removed. */
  public List<String> uninstall() throws IOException {
    HostFiles files = new HostFiles(root);
    for (String enabling : links()) {
      files.remove(enabling);
    }
    files.remove(UNITS + NAME);
    files.remove(RULES);
    return files.done();
  }

  private static List<String> links() {
    List<String> links = new ArrayList<>();
    links.add(UNITS + "multi-user.target.wants/" + NAME);
    KUBELETS.forEach(kubelet -> links.add(UNITS + kubelet + ".requires/" + NAME));
    return links;
  }

  private String unit(String program) {
    return """
    [Unit]
    Description=Rolecall: pods do not reach the instance metadata service
    DefaultDependencies=no
    After=local-fs.target systemd-modules-load.service nftables.service
    Before=network-pre.target %s %s shutdown.target
    Wants=network-pre.target
    Conflicts=shutdown.target

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    %sExecStart=%s -f %s

    [Install]
    WantedBy=multi-user.target
    RequiredBy=%s
    """
        .formatted(
            String.join(" ", RUNTIMES),
            String.join(" ", KUBELETS),
            cgroups(),
            program,
            RULES,
            String.join(" ", KUBELETS));
  }

  /** Rules name control groups by their folders: the kubelet takes over those that it finds. */
  private String cgroups() {
    return switch (ruleset.nodeAccess()) {
      case NodeAccess.ByCgroup(var pods) ->
          pods.stream()
              .map(pod -> "ExecStartPre=/bin/mkdir -p /sys/fs/cgroup/" + pod.path() + "\n")
              .collect(Collectors.joining());
      case NodeAccess.ByUser users -> "";
    };
  }
}
