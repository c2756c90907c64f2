package dev.rolecall.isolation.cluster;

import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What libcni leaves on the node for each sandbox, as containerd and CRI-O call it: the result of
 * the plugins, in a file of a folder that only root may enter ({@code cniCacheV1}).
 */
public final class CniResults {
  private static final String NETWORK = "pods";

  private final Path folder;

  private CniResults(Path folder) {
    this.folder = folder;
  }

  public static CniResults in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return new CniResults(folder);
  }

  public Path folder() {
    return folder;
  }

  /** Tells of a sandbox. */
  public void add(Pod pod, Attachment attachment) throws IOException {
    Path fresh = folder.resolve("." + pod.name());
    Files.writeString(fresh, text(pod, attachment));
    Files.move(fresh, file(pod), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forgets it. */
  public void remove(Pod pod) throws IOException {
    Files.deleteIfExists(file(pod));
  }

  private Path file(Pod pod) {
    return folder.resolve(NETWORK + "-" + sandbox(pod) + "-" + PodNetwork.IN_POD);
  }

  private static String sandbox(Pod pod) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(pod.name().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Pod pod, Attachment attachment) {
    String netns = attachment.namespace().file().toString();
    return Json.write(
        Map.of(
            "kind",
            "cniCacheV1",
            "containerId",
            sandbox(pod),
            "config",
            "",
            "ifName",
            PodNetwork.IN_POD,
            "networkName",
            NETWORK,
            "netns",
            netns,
            "cniArgs",
            List.of(
                List.of("IgnoreUnknown", "1"),
                List.of("K8S_POD_NAMESPACE", pod.name()),
                List.of("K8S_POD_NAME", pod.name()),
                List.of("K8S_POD_INFRA_CONTAINER_ID", sandbox(pod)),
                List.of("K8S_POD_UID", pod.uid())),
            "result",
            Map.of(
                "cniVersion", "1.0.0",
                "interfaces",
                    List.of(
                        Map.of("name", attachment.hostInterface(), "mac", attachment.hostMac()),
                        Map.of(
                            "name", PodNetwork.IN_POD, "mac", attachment.mac(), "sandbox", netns)),
                "ips", addresses(attachment),
                "dns", Map.of())));
  }

  private static List<Map<String, Object>> addresses(Attachment attachment) {
    List<Map<String, Object>> addresses = new ArrayList<>();
    addresses.add(Map.of("address", attachment.place().v4() + "/32", "interface", 1));
    if (Namespace.hasIpv6()) {
      addresses.add(Map.of("address", attachment.place().v6() + "/128", "interface", 1));
    }
    return addresses;
  }
}
