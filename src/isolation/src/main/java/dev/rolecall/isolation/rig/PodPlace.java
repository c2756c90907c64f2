package dev.rolecall.isolation.rig;

/**
 * Where a pod is on the network: addresses by its number.
 *
 * @param pod its name, which its namespace has too
 * @param number 2 to 250
 */
public record PodPlace(String pod, int number) {
  static final String NET4 = "10.77.0.";
  static final String NET6 = "fd77::";

  public String v4() {
    return NET4 + number;
  }

  public String v6() {
    return NET6 + Integer.toHexString(number);
  }

  /** The interface's name on the node: at most 15 characters. */
  public String hostInterface() {
    return "v" + number + "-" + pod.substring(0, Math.min(9, pod.length()));
  }
}
