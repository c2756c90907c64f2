package dev.rolecall.agent.guard.cni;

import dev.rolecall.agent.guard.cni.CniAttachment.PodName;
import dev.rolecall.agent.guard.host.Literals;
import dev.rolecall.agent.guard.host.Members;
import dev.rolecall.json.JsonValue;
import java.net.InetAddress;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of libcni's result cache (containernetworking/cni, {@code libcni/api.go}: cachedInfo, and
 * the result of the CNI specification 0.3.0 to 1.1.0).
 */
final class CniResult {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final int MOST = 16;

  private final JsonValue cached;
  private final List<JsonValue> interfaces;

  private CniResult(JsonValue cached) {
    this.cached = cached;
    this.interfaces =
        Members.get(cached, "result")
            .map(result -> Members.elements(result, "interfaces"))
            .orElse(List.of());
  }

  /**
   * What it says.
   *
   * @return empty where it is nobody's: of a loopback, or of a sandbox that is no pod's
   * @throws IllegalArgumentException where it is a pod's and cannot be understood
   */
  static Optional<CniAttachment> read(JsonValue cached, FileTime written) {
    return new CniResult(cached).attachment(written);
  }

  private Optional<CniAttachment> attachment(FileTime written) {
    Map<String, String> arguments = arguments();
    String name = arguments.getOrDefault("K8S_POD_NAME", "");
    if (name.isEmpty() || Members.text(cached, "ifName").orElse("").equals("lo")) {
      return Optional.empty();
    }
    String namespace = arguments.getOrDefault("K8S_POD_NAMESPACE", "");
    String sandbox = Members.text(cached, "containerId").orElse("");
    Optional<String> uid =
        Optional.ofNullable(arguments.get("K8S_POD_UID")).filter(text -> !text.isEmpty());
    if (!LABEL.matcher(name).matches()
        || !LABEL.matcher(namespace).matches()
        || !ID.matcher(sandbox).matches()
        || uid.filter(text -> !ID.matcher(text).matches()).isPresent()) {
      throw new IllegalArgumentException("it names no pod");
    }
    return Optional.of(
        new CniAttachment(
            sandbox,
            new PodName(namespace, name, uid),
            hostInterfaces(),
            mac(),
            addresses(),
            written));
  }

  /** {@code "cniArgs": [["K8S_POD_NAME", "web-0"], ...]}. */
  private Map<String, String> arguments() {
    Map<String, String> arguments = new HashMap<>();
    for (JsonValue pair : Members.elements(cached, "cniArgs")) {
      List<JsonValue> both = Members.elements(pair);
      if (both.size() == 2
          && both.get(0) instanceof JsonValue.JsonString key
          && both.get(1) instanceof JsonValue.JsonString value) {
        arguments.put(key.value(), value.value());
      }
    }
    return arguments;
  }

  private List<String> hostInterfaces() {
    return interfaces.stream()
        .limit(MOST)
        .filter(item -> !isInSandbox(item))
        .flatMap(item -> Members.text(item, "name").stream())
        .filter(Literals::isInterface)
        .distinct()
        .toList();
  }

  private Optional<String> mac() {
    String name = Members.text(cached, "ifName").orElse("");
    return interfaces.stream()
        .filter(CniResult::isInSandbox)
        .filter(item -> Members.text(item, "name").orElse("").equals(name))
        .flatMap(item -> Members.text(item, "mac").flatMap(Literals::mac).stream())
        .findFirst();
  }

  private List<InetAddress> addresses() {
    List<InetAddress> addresses = new ArrayList<>();
    List<JsonValue> given =
        Members.get(cached, "result")
            .map(result -> Members.elements(result, "ips"))
            .orElse(List.of());
    for (JsonValue item : given.subList(0, Math.min(given.size(), MOST))) {
      if (isOfSandbox(item)) {
        String cidr = Members.text(item, "address").orElse("");
        InetAddress address =
            Literals.address(cidr.replaceFirst("/[0-9]{1,3}$", ""))
                .filter(found -> !isSpecial(found))
                .orElseThrow(() -> new IllegalArgumentException("it gives no address"));
        addresses.add(address);
      }
    }
    return addresses.stream().distinct().toList();
  }

  /** Some plugins do not say which interface an address is of: there is one then. */
  private boolean isOfSandbox(JsonValue address) {
    return Members.number(address, "interface")
        .map(index ->
            index >= 0
                && index < interfaces.size()
                && isInSandbox(interfaces.get(index.intValue())))
        .orElse(true);
  }

  private static boolean isSpecial(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress();
  }

  private static boolean isInSandbox(JsonValue item) {
    return Members.text(item, "sandbox").filter(path -> !path.isEmpty()).isPresent();
  }
}
