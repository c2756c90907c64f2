package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import dev.rolecall.operator.injection.patch.Subset;
import dev.rolecall.operator.injection.plan.InjectionPlan;
import dev.rolecall.operator.injection.plan.InjectionPlan.SidecarParts;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.OperatingSystem;
import dev.rolecall.operator.injection.plan.Sidecar;
import dev.rolecall.operator.injection.plan.Wishes;
import java.util.List;
import java.util.Optional;

/** Why a pod cannot be given what its mode needs. */
final class PodObjections {
  private PodObjections() {}

  /** What cannot be whatever else the pod says. */
  static Optional<String> toMode(InjectionRequest request) {
    Mode mode = request.mode();
    if (mode == Mode.SIDECAR && request.hostNetwork()) {
      return Optional.of(
          "a pod with hostNetwork shares its loopback with the whole node, so the agent cannot run"
              + " beside it: set the annotation rolecall.dev/mode to node, or hostNetwork to false");
    }
    if (mode == Mode.SIDECAR && OperatingSystem.of(request.spec()) == OperatingSystem.WINDOWS) {
      return Optional.of(
          "the agent is a Linux program and cannot run beside a pod of Windows nodes: set the"
              + " annotation rolecall.dev/mode to web-identity");
    }
    if (mode == Mode.ECS && request.hostNetwork()) {
      return Optional.of(
          "a pod with hostNetwork has no connections of its own, by which alone the agent knows who"
              + " asks at ECS's endpoint: set the annotation rolecall.dev/mode to node, or"
              + " hostNetwork to false");
    }
    if (mode != Mode.ECS && request.annotations().has(CredentialsIds.ANNOTATION)) {
      return Optional.of(
          "the annotation %s belongs to Rolecall, which sets it in the mode ecs: remove it"
              .formatted(CredentialsIds.ANNOTATION));
    }
    return Optional.empty();
  }

  /** A token for another way, which a service account asks for in place of one for this. */
  static Optional<String> toAudience(
      InjectionRequest request, Wishes wishes, InjectionSettings settings) {
    if (request.mode() != Mode.WEB_IDENTITY) {
      return Optional.empty();
    }
    return wishes
        .audience()
        .filter(audience -> settings.isOfAnotherWay(audience))
        .map(audience ->
            "the service account's annotation for the audience asks for '%s', whose tokens are not for web identity: remove it or name another"
                .formatted(audience));
  }

  /** Something of the pod's own goes by a name of the agent's. */
  static Optional<String> toNames(JsonNode spec, InjectionPlan plan) {
    List<ObjectNode> volumes = plan.agent().map(SidecarParts::volumes).orElse(List.of());
    for (ObjectNode volume : volumes) {
      JsonNode present = NamedElements.named(spec.path("volumes"), volume.path("name").asText());
      if (!present.isMissingNode() && !Subset.of(volume, present)) {
        return Optional.of(reserved("volume", present));
      }
    }
    for (String list : List.of("containers", "initContainers")) {
      JsonNode present = NamedElements.named(spec.path(list), Sidecar.NAME);
      if (!present.isMissingNode()
          && plan.agent().filter(agent -> Subset.of(agent.container(), present)).isEmpty()) {
        return Optional.of(reserved("container", present));
      }
    }
    return Optional.empty();
  }

  private static String reserved(String what, JsonNode named) {
    return "the %s name '%s' belongs to Rolecall, which adds it to the pod itself: remove or rename yours"
        .formatted(what, named.path("name").asText());
  }
}
