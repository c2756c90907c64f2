package dev.rolecall.agent.guard.cni;

import dev.rolecall.agent.guard.host.Link;
import dev.rolecall.agent.guard.rules.Pin;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An interface of the node whose other end is a pod's.
 *
 * @param through by which the node's IP layer sees its packets: its bridge, or itself
 */
public record PodInterface(Link link, Link through, CniAttachment attachment) {
  /** What it may send. */
  public Pin pin() {
    return new Pin(link.name(), through.name(), attachment.mac(), attachment.addresses());
  }

  /** Whose it is: namespace, pod and, where the runtime said it, UID. */
  public Map<String, String> pod() {
    Map<String, String> pod = new LinkedHashMap<>();
    pod.put("namespace", attachment.pod().namespace());
    pod.put("pod", attachment.pod().name());
    attachment.pod().uid().ifPresent(uid -> pod.put("uid", uid));
    return pod;
  }

  /**
   * Whether an address is the pod's.
   *
   * @param address as {@link InetAddress#getHostAddress()} writes it
   */
  public boolean has(String address) {
    return attachment.addresses().stream().anyMatch(own -> own.getHostAddress().equals(address));
  }

  /** Its entry in the file that the agent's server reads. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", link.name());
    members.put("index", link.index());
    members.put("throughIndex", through.index());
    attachment.mac().ifPresent(mac -> members.put("mac", mac));
    members.put(
        "addresses", attachment.addresses().stream().map(InetAddress::getHostAddress).toList());
    members.putAll(pod());
    members.put("sandbox", attachment.sandbox());
    return members;
  }
}
