package dev.rolecall.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The level "restricted" of Kubernetes' Pod Security Standards, as its page lists the controls, for
 * Linux pods.
 */
public final class RestrictedPodSecurity {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

  private static final Set<String> SELINUX =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");

  private final List<String> violations = new ArrayList<>();

  private RestrictedPodSecurity() {}

  /** A sentence for each control that the pod does not meet. */
  public static List<String> violations(JsonNode pod) {
    RestrictedPodSecurity level = new RestrictedPodSecurity();
    JsonNode spec = pod.path("spec");
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      level.require(!spec.path(shared).asBoolean(), shared);
    }
    for (JsonNode volume : spec.path("volumes")) {
      volume
          .properties()
          .forEach(member ->
              level.require(
                  member.getKey().equals("name") || VOLUMES.contains(member.getKey()),
                  "volume " + volume));
    }
    JsonNode ofPod = spec.path("securityContext");
    for (JsonNode sysctl : ofPod.path("sysctls")) {
      level.require(SYSCTLS.contains(sysctl.path("name").asText()), "sysctl " + sysctl);
    }
    level.sharedWithContainers("pod", ofPod);
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        level.container(container, ofPod);
      }
    }
    return level.violations;
  }

  private void container(JsonNode container, JsonNode ofPod) {
    String name = container.path("name").asText();
    JsonNode own = container.path("securityContext");
    require(!own.path("privileged").asBoolean(), name + ": privileged");
    require(
        own.path("allowPrivilegeEscalation").isBoolean()
            && !own.path("allowPrivilegeEscalation").asBoolean(),
        name + ": allowPrivilegeEscalation");
    require(either(own, ofPod, "runAsNonRoot").asBoolean(), name + ": runAsNonRoot");
    require(either(own, ofPod, "runAsUser").asLong(1) != 0, name + ": runAsUser");
    require(
        SECCOMP.contains(either(own, ofPod, "seccompProfile").path("type").asText()),
        name + ": seccompProfile");
    require(dropsAll(own.path("capabilities").path("drop")), name + ": capabilities.drop");
    for (JsonNode added : own.path("capabilities").path("add")) {
      require(added.asText().equals("NET_BIND_SERVICE"), name + ": capabilities.add " + added);
    }
    for (JsonNode port : container.path("ports")) {
      require(port.path("hostPort").asInt() == 0, name + ": hostPort");
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      for (String way : List.of("httpGet", "tcpSocket")) {
        require(!container.path(probe).path(way).has("host"), name + ": host of a probe");
      }
    }
    sharedWithContainers(name, own);
    require(own.path("procMount").asText("Default").equals("Default"), name + ": procMount");
  }

  private void sharedWithContainers(String name, JsonNode security) {
    JsonNode selinux = security.path("seLinuxOptions");
    require(
        SELINUX.contains(selinux.path("type").asText())
            && !selinux.has("user")
            && !selinux.has("role"),
        name + ": seLinuxOptions");
    require(
        !security.path("windowsOptions").path("hostProcess").asBoolean(), name + ": hostProcess");
    require(
        !security.path("appArmorProfile").path("type").asText().equals("Unconfined"),
        name + ": appArmorProfile");
  }

  private static boolean dropsAll(JsonNode drop) {
    for (JsonNode capability : drop) {
      if (capability.asText().equals("ALL")) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode either(JsonNode own, JsonNode ofPod, String field) {
    return own.has(field) ? own.path(field) : ofPod.path(field);
  }

  private void require(boolean met, String control) {
    if (!met) {
      violations.add(control);
    }
  }
}
