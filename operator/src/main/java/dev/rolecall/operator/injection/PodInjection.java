package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import dev.rolecall.operator.injection.patch.PatchBuilder;
import dev.rolecall.operator.injection.plan.InjectionPlan;
import dev.rolecall.operator.injection.plan.InjectionPlan.SidecarParts;
import dev.rolecall.operator.injection.plan.ProjectedToken;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.injection.plan.Sidecar;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Patches one pod by its plan. */
final class PodInjection {
  private static final String VOLUMES = "/spec/volumes";

  private final InjectionPlan plan;
  private final PatchBuilder patch;
  private final List<String> warnings;

  PodInjection(InjectionPlan plan, PatchBuilder patch, List<String> warnings) {
    this.plan = plan;
    this.patch = patch;
    this.warnings = warnings;
  }

  /**
   * @param skipped the names of containers that get nothing
   */
  void apply(JsonNode pod, Set<String> skipped, ServerFeatures server) {
    JsonNode spec = pod.path("spec");
    label(pod.path("metadata").path("labels"));
    containers(spec, skipped);
    volumes(spec.path("volumes"));
    plan.agent().ifPresent(agent -> sidecar(spec, agent.container(), server));
  }

  private void label(JsonNode labels) {
    plan.labels()
        .forEach((name, value) -> {
          if (!labels.has(name)) {
            patch.put("/metadata/labels", labels, name, value);
          }
        });
  }

  private void containers(JsonNode spec, Set<String> skipped) {
    ContainerInjection injection = new ContainerInjection(plan, spec, patch, warnings);
    for (String list : List.of("initContainers", "containers")) {
      JsonNode containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        String name = containers.get(i).path("name").asText();
        if (!name.equals(Sidecar.NAME) && !skipped.contains(name)) {
          injection.apply("/spec/" + list + "/" + i, containers.get(i));
        }
      }
    }
  }

  /** The token's before the pod's own, as the EKS webhook has it; the agent's after them. */
  private void volumes(JsonNode present) {
    List<ObjectNode> token =
        lacking(present, plan.token().map(ProjectedToken::volume).stream().toList());
    List<ObjectNode> ofAgent =
        lacking(present, plan.agent().map(SidecarParts::volumes).orElse(List.of()));
    if (present.isArray()) {
      patch.prepend(VOLUMES, present, token);
      patch.append(VOLUMES, present, ofAgent);
    } else {
      patch.append(VOLUMES, present, Stream.concat(token.stream(), ofAgent.stream()).toList());
    }
  }

  private static List<ObjectNode> lacking(JsonNode present, List<ObjectNode> wanted) {
    return wanted.stream()
        .filter(volume -> !NamedElements.holds(present, volume.path("name").asText()))
        .toList();
  }

  private void sidecar(JsonNode spec, ObjectNode container, ServerFeatures server) {
    JsonNode init = spec.path("initContainers");
    if (server.nativeSidecars()) {
      if (!NamedElements.holds(init, Sidecar.NAME)) {
        // First of all init containers, so that the others already have an agent to ask. This comes
        // after every other operation, for it moves their indexes.
        patch.prepend("/spec/initContainers", init, List.of(container));
      }
      return;
    }
    if (!init.isEmpty()) {
      warnings.add(
          "init containers run before the agent's sidecar on this Kubernetes and get no credentials:"
              + " use the mode node if they need them");
    }
    if (!spec.path("restartPolicy").asText("Always").equals("Always")) {
      warnings.add(
          "the agent's sidecar outlives the other containers on this Kubernetes, so the pod will not"
              + " complete: use the mode node for pods that end");
    }
    if (!NamedElements.holds(spec.path("containers"), Sidecar.NAME)) {
      patch.append("/spec/containers", spec.path("containers"), List.of(container));
    }
  }
}
