package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.cgroup.KubeletGroups;
import dev.rolecall.agent.guard.rules.NodeAccess;
import dev.rolecall.agent.guard.rules.NodeAccess.PodCgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the control groups that the kubelet puts pods into. */
public final class PodCgroups {
  /** Where control groups are, also for nft. */
  public static final Path ROOT = Path.of("/sys/fs/cgroup");

  private static final Path OWN_NAMESPACE = Path.of("/proc/self/ns/cgroup");

  /** PROC_CGROUP_INIT_INO of linux/proc_ns.h. */
  private static final String FIRST_NAMESPACE = "cgroup:[4026531835]";

  private final Path root;

  public PodCgroups(Path root) {
    this.root = root;
  }

  /**
   * How this node tells pods' processes from its own.
   *
   * @param configured their paths below the root; empty to look for them
   * @param uids who counts as the node where the kernel cannot tell
   */
  public NodeAccess find(List<String> configured, List<Integer> uids) {
    try {
      return Files.readSymbolicLink(OWN_NAMESPACE).toString().equals(FIRST_NAMESPACE)
          ? findOnHost(configured, uids)
          : new NodeAccess.ByUser(
              uids,
              "this process is not in the node's own cgroup namespace, from whose root levels are"
                  + " counted; run the guard's container privileged");
    } catch (IOException e) {
      return new NodeAccess.ByUser(uids, "the own cgroup namespace is not known: " + e);
    }
  }

  /** The same for a program that will run in the node's own cgroup namespace. */
  public NodeAccess findOnHost(List<String> configured, List<Integer> uids) {
    List<PodCgroup> found = new ArrayList<>();
    for (Path path : configured.isEmpty() ? KubeletGroups.find(root) : named(configured)) {
      level(path)
          .ifPresent(level -> found.add(new PodCgroup(root.relativize(path).toString(), level)));
    }
    return found.isEmpty()
        ? new NodeAccess.ByUser(uids, "there is no cgroup (version 2) of pods below " + root)
        : new NodeAccess.ByCgroup(found);
  }

  private List<Path> named(List<String> configured) {
    return configured.stream().map(root::resolve).filter(Files::isDirectory).toList();
  }

  /** How many levels it is below the topmost folder that is one of version 2. */
  private Optional<Integer> level(Path path) {
    int level = -1;
    Path at = path;
    while (at != null && at.startsWith(root) && KubeletGroups.isVersion2(at)) {
      level++;
      at = at.getParent();
    }
    return level > 0 ? Optional.of(level) : Optional.empty();
  }
}
