package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The level "restricted" of Kubernetes' Pod Security Standards, as its page lists the controls, for
 * Linux pods.
 */
final class RestrictedPodSecurity {
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

  private final List<String> violations = new ArrayList<>();

  private RestrictedPodSecurity() {}

  /** A sentence for each control that the pod does not meet. */
  static List<String> violations(JsonNode pod) {
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
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        level.container(container, spec.path("securityContext"));
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
    require(own.path("procMount").asText("Default").equals("Default"), name + ": procMount");
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
