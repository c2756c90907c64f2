package dev.rolecall.operator.admission.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The powers that a pod's spec asks for.
 *
 * <p>Seccomp, AppArmor and SELinux profiles are not among them: without one of the powers, the
 * kernel keeps an unconfined container from others all the same. What a volume by a claim or by a
 * CSI driver is, its pod does not tell.
 */
final class PodDemands {
  /** Each opens the node: its memory, disks, kernel, files or clock are shared by all pods. */
  private static final Set<String> CAPABILITIES =
      Set.of(
          "ALL",
          "BPF",
          "DAC_READ_SEARCH",
          "PERFMON",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_TIME");

  /** Harmless among a pod's own processes. */
  private static final String PTRACE = "SYS_PTRACE";

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private final JsonNode spec;
  private final List<Demand> demands = new ArrayList<>();

  private PodDemands(JsonNode spec) {
    this.spec = spec;
  }

  /**
   * @param pod a v1 Pod as the API server sends it
   */
  static List<Demand> of(JsonNode pod) {
    PodDemands found = new PodDemands(pod.path("spec"));
    found.hostNamespaces();
    found.volumes();
    found.windows("spec.securityContext", found.spec.path("securityContext"));
    for (String list : CONTAINERS) {
      JsonNode containers = found.spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        found.container(
            element(list, i, containers.get(i)) + ".securityContext",
            containers.get(i).path("securityContext"));
      }
    }
    return List.copyOf(found.demands);
  }

  /** By name: injection has moved the places of those that the author wrote. */
  private static String element(String list, int index, JsonNode element) {
    return element.has("name")
        ? "spec.%s[name=%s]".formatted(list, element.path("name").asText())
        : "spec.%s[%d]".formatted(list, index);
  }

  private void hostNamespaces() {
    flag(Power.HOST_NETWORK, "spec.hostNetwork", spec.path("hostNetwork"));
    flag(Power.HOST_NAMESPACES, "spec.hostPID", spec.path("hostPID"));
    flag(Power.HOST_NAMESPACES, "spec.hostIPC", spec.path("hostIPC"));
  }

  private void volumes() {
    JsonNode volumes = spec.path("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      if (volumes.get(i).has("hostPath")) {
        add(
            Power.HOST_PATH,
            element("volumes", i, volumes.get(i)) + ".hostPath",
            "'" + volumes.get(i).path("hostPath").path("path").asText() + "'");
      }
      // The kubelet itself runs git for it, as the node's root (CVE-2024-10220).
      if (volumes.get(i).has("gitRepo")) {
        add(
            Power.HOST_PATH,
            "spec.volumes[" + i + "].gitRepo",
            "'" + volumes.get(i).path("gitRepo").path("repository").asText() + "'");
      }
    }
  }

  private void container(String field, JsonNode context) {
    flag(Power.PRIVILEGED, field + ".privileged", context.path("privileged"));
    windows(field, context);
    String procMount = context.path("procMount").asText("");
    // In a user namespace of its own, root may not write what is the node's.
    boolean ownUsers = spec.has("hostUsers") && !spec.path("hostUsers").asBoolean();
    if (!Set.of("", "Default").contains(procMount) && !ownUsers) {
      add(Power.PRIVILEGED, field + ".procMount", "'" + procMount + "'");
    }
    JsonNode added = context.path("capabilities").path("add");
    for (int i = 0; i < added.size(); i++) {
      String capability = added.get(i).asText();
      if (opensTheNode(capability)) {
        add(Power.PRIVILEGED, field + ".capabilities.add[" + i + "]", "'" + capability + "'");
      }
    }
  }

  private void windows(String field, JsonNode context) {
    flag(
        Power.PRIVILEGED,
        field + ".windowsOptions.hostProcess",
        context.path("windowsOptions").path("hostProcess"));
  }

  /** Runtimes take capabilities in whatever case, with and without their prefix. */
  private boolean opensTheNode(String capability) {
    String name = capability.strip().toUpperCase(Locale.ROOT);
    String plain = name.startsWith("CAP_") ? name.substring("CAP_".length()) : name;
    return CAPABILITIES.contains(plain)
        || (plain.equals(PTRACE) && spec.path("hostPID").asBoolean());
  }

  private void flag(Power power, String field, JsonNode value) {
    if (value.asBoolean()) {
      add(power, field, "true");
    }
  }

  private void add(Power power, String field, String value) {
    demands.add(new Demand(power, field, value));
  }
}
