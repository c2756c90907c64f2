package dev.rolecall.agent.guard.cni;

import java.net.InetAddress;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * What a network plugin said that it made for a sandbox.
 *
 * @param sandbox the runtime's id of it
 * @param hostInterfaces the node's ends, and what else it made on the node (bridges)
 * @param mac of the sandbox's end
 * @param addresses of the sandbox's end
 * @param written when; of two about one interface the later counts
 */
record CniAttachment(
    String sandbox,
    PodName pod,
    List<String> hostInterfaces,
    Optional<String> mac,
    List<InetAddress> addresses,
    FileTime written) {
  /**
   * Whose sandbox the runtime said that it is.
   *
   * @param uid containerd gives it since 1.6
   */
  record PodName(String namespace, String name, Optional<String> uid) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }
}
