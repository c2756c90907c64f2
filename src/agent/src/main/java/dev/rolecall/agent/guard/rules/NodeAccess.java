package dev.rolecall.agent.guard.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which processes on the node's own network are not pods' ("real IMDS", "the node's role"). */
public sealed interface NodeAccess {
  /** The rules of a chain that is called for packets to IMDS; what comes after is not a pod's. */
  List<String> rules(String refusePod, String refuseProcess);

  /**
   * A control group of pods (version 2).
   *
   * @param path below {@code /sys/fs/cgroup}, as nft wants it
   * @param level how deep it is below the root of its hierarchy
   */
  record PodCgroup(String path, int level) {}

  /** The kernel tells sockets of pods from others by their control groups. */
  record ByCgroup(List<PodCgroup> pods) implements NodeAccess {
    public ByCgroup {
      pods = List.copyOf(pods);
    }

    @Override
    public List<String> rules(String refusePod, String refuseProcess) {
      return pods.stream()
          .map(pod ->
              "socket cgroupv2 level " + pod.level() + " \"" + pod.path() + "\" " + refusePod)
          .toList();
    }
  }

  /**
   * It does not: only processes of these users count as the node's, also where they are a pod's.
   *
   * @param reason why it does not
   */
  record ByUser(List<Integer> uids, String reason) implements NodeAccess {
    public ByUser {
      uids = List.copyOf(uids);
    }

    @Override
    public List<String> rules(String refusePod, String refuseProcess) {
      List<String> rules = new ArrayList<>();
      rules.add(
          uids.isEmpty()
              ? refuseProcess
              : uids.stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ", "meta skuid != { ", " } " + refuseProcess)));
      return rules;
    }
  }
}
