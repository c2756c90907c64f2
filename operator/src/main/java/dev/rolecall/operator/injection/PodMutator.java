package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.identity.RoleArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a pod what its mode needs, by the narrowest JSON Patch on the raw object: fields that no
 * client library here knows survive. A pod that has all it needs gets no patch, so the webhook may
 * be invoked again after others.
 */
public final class PodMutator {
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private final Planner planner;
  private final boolean nativeSidecars;
  private final Supplier<String> stsCa;
  private final CredentialsIds ids;

  /**
   * @param stsCa the PEM certificates that sidecars trust sts by
   */
  public PodMutator(InjectionSettings settings, Supplier<String> stsCa, CredentialsIds ids) {
    this.planner = new Planner(settings);
    this.nativeSidecars = settings.nativeSidecars();
    this.stsCa = stsCa;
    this.ids = ids;
  }

  /**
   * @param pod a v1 Pod as it arrived
   * @param role the role that the workload names, for web identity; AWS_ROLE_ARN is left to the pod
   *     where it names none
   */
  public Mutation mutate(JsonNode pod, Mode mode, Optional<RoleArn> role) {
    if (pod.path("metadata").path("annotations").has(MIRROR)) {
      return new Mutation.Unchanged(List.of());
    }
    JsonNode spec = pod.path("spec");
    JsonNode givenId = pod.path("metadata").path("annotations").path(CredentialsIds.ANNOTATION);
    boolean hostNetwork = spec.path("hostNetwork").asBoolean();
    Optional<String> contradiction = contradiction(mode, hostNetwork, givenId);
    if (contradiction.isPresent()) {
      return new Mutation.Refused(contradiction.get());
    }
    PatchBuilder patch = new PatchBuilder();
    InjectionPlan plan =
        switch (mode) {
          case NODE -> planner.containerCredentialsOfNode();
          case SIDECAR -> planner.containerCredentialsOfSidecar(stsCa.get());
          case WEB_IDENTITY ->
              hostNetwork
                  ? planner.webIdentityThroughNode(role)
                  : planner.webIdentityThroughSidecar(role, stsCa.get());
          case ECS -> ecs(pod.path("metadata").path("annotations"), givenId.asText(), patch);
        };
    Optional<String> clash = clash(spec, plan);
    if (clash.isPresent()) {
      return new Mutation.Refused(clash.get());
    }
    List<String> warnings = new ArrayList<>();
    inject(spec, plan, patch, warnings);
    plan.sidecar().ifPresent(sidecar -> addSidecar(spec, sidecar, patch, warnings));
    return patch.operations().isEmpty()
        ? new Mutation.Unchanged(warnings)
        : new Mutation.Patched(patch.operations(), warnings);
  }

  /** What cannot be whatever else the pod says. */
  private static Optional<String> contradiction(Mode mode, boolean hostNetwork, JsonNode givenId) {
    if (mode == Mode.SIDECAR && hostNetwork) {
      return Optional.of(
          "a pod with hostNetwork shares its loopback with the whole node, so the agent cannot run"
              + " beside it: set the annotation rolecall.dev/mode to node, or hostNetwork to false");
    }
    if (mode == Mode.ECS && hostNetwork) {
      return Optional.of(
          "a pod with hostNetwork has no connections of its own, by which alone the agent knows who"
              + " asks at ECS's endpoint: set the annotation rolecall.dev/mode to node, or"
              + " hostNetwork to false");
    }
    if (mode != Mode.ECS && !givenId.isMissingNode()) {
      return Optional.of(
          "the annotation %s belongs to Rolecall, which sets it in the mode ecs: remove it"
              .formatted(CredentialsIds.ANNOTATION));
    }
    return Optional.empty();
  }

  /** By the id of an earlier invocation, or by a new one instead of whatever is there. */
  private InjectionPlan ecs(JsonNode annotations, String given, PatchBuilder patch) {
    if (ids.isRecent(given)) {
      return planner.ecs(given);
    }
    String id = ids.next();
    patch.annotate(annotations, CredentialsIds.ANNOTATION, id);
    InjectionPlan plan = planner.ecs(id);
    return given.isEmpty() ? plan : plan.superseding(planner.ecs(given).environment());
  }

  private static Optional<String> clash(JsonNode spec, InjectionPlan plan) {
    for (ObjectNode volume : plan.volumes()) {
      for (JsonNode present : spec.path("volumes")) {
        if (sameName(present, volume) && !Subset.of(volume, present)) {
          return Optional.of(reserved("volume", volume));
        }
      }
    }
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode present : spec.path(list)) {
        if (present.path("name").asText().equals(Sidecar.NAME)
            && plan.sidecar().filter(sidecar -> Subset.of(sidecar, present)).isEmpty()) {
          return Optional.of(reserved("container", present));
        }
      }
    }
    return Optional.empty();
  }

  private static String reserved(String what, JsonNode named) {
    return "the %s name '%s' belongs to Rolecall, which adds it to the pod itself: remove or rename yours"
        .formatted(what, named.path("name").asText());
  }

  private static boolean sameName(JsonNode one, JsonNode other) {
    return one.path("name").asText().equals(other.path("name").asText());
  }

  private static void inject(
      JsonNode spec, InjectionPlan plan, PatchBuilder patch, List<String> warnings) {
    ContainerInjection injection = new ContainerInjection(plan, patch, warnings);
    for (String list : List.of("initContainers", "containers")) {
      JsonNode containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        if (!containers.get(i).path("name").asText().equals(Sidecar.NAME)) {
          injection.apply("/spec/" + list + "/" + i, containers.get(i));
        }
      }
    }
    JsonNode volumes = spec.path("volumes");
    patch.append(
        "/spec/volumes",
        volumes,
        plan.volumes().stream().filter(volume -> !holds(volumes, volume)).toList());
  }

  private static boolean holds(JsonNode array, JsonNode named) {
    for (JsonNode element : array) {
      if (sameName(element, named)) {
        return true;
      }
    }
    return false;
  }

  private void addSidecar(
      JsonNode spec, ObjectNode sidecar, PatchBuilder patch, List<String> warnings) {
    JsonNode init = spec.path("initContainers");
    if (nativeSidecars) {
      if (holds(init, sidecar)) {
        return;
      }
      // First of all init containers, so that the others already have an agent to ask. This comes
      // after every other operation, for it moves their indexes.
      if (init.isArray()) {
        patch.add("/spec/initContainers/0", sidecar);
      } else {
        patch.add("/spec/initContainers", JsonNodeFactory.instance.arrayNode().add(sidecar));
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
    if (!holds(spec.path("containers"), sidecar)) {
      patch.append("/spec/containers", spec.path("containers"), List.of(sidecar));
    }
  }
}
