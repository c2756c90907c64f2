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
    add(sandbox(pod), attachment);
  }

  /** The same for a pod that is not of the cast. */
  public void add(Sandbox sandbox, Attachment attachment) throws IOException {
    Path fresh = folder.resolve("." + sandbox.name());
    Files.writeString(fresh, text(sandbox, attachment));
    Files.move(fresh, file(sandbox), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forgets it. */
  public void remove(Pod pod) throws IOException {
    remove(sandbox(pod));
  }

  /** The same for a pod that is not of the cast. */
  public void remove(Sandbox sandbox) throws IOException {
    Files.deleteIfExists(file(sandbox));
  }

  private static Sandbox sandbox(Pod pod) {
    return new Sandbox(pod.name(), pod.name(), pod.uid());
  }

  private Path file(Sandbox sandbox) {
    return folder.resolve(NETWORK + "-" + id(sandbox) + "-" + PodNetwork.IN_POD);
  }

  /** The sandbox of a pod. */
  public record Sandbox(String namespace, String name, String uid) {}

  private static String id(Sandbox sandbox) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(sandbox.name().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Sandbox sandbox, Attachment attachment) {
    String netns = attachment.namespace().file().toString();
    return Json.write(
        Map.of(
            "kind",
            "cniCacheV1",
            "containerId",
            id(sandbox),
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
                List.of("K8S_POD_NAMESPACE", sandbox.namespace()),
                List.of("K8S_POD_NAME", sandbox.name()),
                List.of("K8S_POD_INFRA_CONTAINER_ID", id(sandbox)),
                List.of("K8S_POD_UID", sandbox.uid())),
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
