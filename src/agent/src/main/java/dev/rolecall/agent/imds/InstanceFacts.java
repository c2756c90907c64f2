package dev.rolecall.agent.imds;

import dev.rolecall.agent.config.ImdsConfig;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.json.Json;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata service says of the instance: the node as sts attests it, and configuration.
 */
record InstanceFacts(NodeFacts node, ImdsConfig config) {
  private static final int ID_BYTES = 9;
  private static final int ID_DIGITS = 17;

  /** Whose document it is: it names the asker's account and addresses, not the node's. */
  record Owner(
      Optional<String> account, Collection<InetAddress> addresses, Optional<Instant> started) {}

  /** Always a region and a letter, whatever zones are called here. */
  String availabilityZone() {
    return config
        .availabilityZone()
        .or(() ->
            node.zone()
                .filter(zone ->
                    zone.startsWith(node.region()) && ImdsConfig.ZONE.matcher(zone).matches()))
        .orElse(node.region() + "a");
  }

  /** In AWS's form, and the same for as long as the node is the same. */
  String instanceId() {
    return config
        .instanceId()
        .orElseGet(
            () -> "i-" + HexFormat.of().formatHex(digest(), 0, ID_BYTES).substring(0, ID_DIGITS));
  }

  private byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(node.uid().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The instance identity document (EC2 User Guide, "Instance identity documents"), unsigned. */
  String identityDocument(Owner owner) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("accountId", owner.account().orElse(null));
    members.put("architecture", node.architecture().map(InstanceFacts::architecture).orElse(null));
    members.put("availabilityZone", availabilityZone());
    members.put("billingProducts", null);
    members.put("devpayProductCodes", null);
    members.put("marketplaceProductCodes", null);
    members.put("imageId", config.imageId().orElse(null));
    members.put("instanceId", instanceId());
    members.put("instanceType", node.instanceType().orElse(null));
    members.put("kernelId", null);
    members.put("pendingTime", owner.started().map(Instant::toString).orElse(null));
    members.put("privateIp", privateIp(owner));
    members.put("ramdiskId", null);
    members.put("region", node.region());
    members.put("version", "2017-09-30");
    return Json.write(members);
  }

  private static @Nullable String privateIp(Owner owner) {
    return owner.addresses().stream()
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static String architecture(String kubernetes) {
    return kubernetes.equals("amd64") ? "x86_64" : kubernetes;
  }
}
