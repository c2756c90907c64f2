package dev.rolecall.directory;

/**
 * What an account's pods may do on their node. Each lets a pod read the tokens of its neighbours,
 * or act as the node itself, so all are refused unless the account says otherwise.
 *
 * @param privileged containers with all of the host's capabilities and devices
 * @param hostPath volumes of the host's file system
 * @param hostNamespaces the host's processes and inter-process communication: {@code hostPID} and
 *     {@code hostIPC}
 */
public record PodPowers(boolean privileged, boolean hostPath, boolean hostNamespaces) {
  public static final PodPowers NONE = new PodPowers(false, false, false);
}
