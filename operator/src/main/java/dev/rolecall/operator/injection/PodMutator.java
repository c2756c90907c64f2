package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.injection.patch.PatchBuilder;
import dev.rolecall.operator.injection.plan.EksAnnotations;
import dev.rolecall.operator.injection.plan.InjectionPlan;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.OperatingSystem;
import dev.rolecall.operator.injection.plan.Planner;
import dev.rolecall.operator.injection.plan.Wishes;
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

  private final InjectionSettings settings;
  private final EksAnnotations annotations;
  private final Planner planner;
  private final Supplier<String> stsCa;
  private final CredentialsIds ids;

  /**
   * @param stsCa the PEM certificates that sidecars trust sts by
   */
  public PodMutator(InjectionSettings settings, Supplier<String> stsCa, CredentialsIds ids) {
    this.settings = settings;
    this.annotations = new EksAnnotations(settings.workloads());
    this.planner = new Planner(settings);
    this.stsCa = stsCa;
    this.ids = ids;
  }

  /** What becomes of the pod; it stays as it is where it mirrors one of a node's files. */
  public Mutation mutate(InjectionRequest request) {
    if (request.annotations().has(MIRROR)) {
      return new Mutation.Unchanged(List.of());
    }
    List<String> warnings = new ArrayList<>();
    Wishes wishes =
        annotations.read(request.serviceAccount(), request.annotations(), warnings::add);
    Optional<String> objection =
        PodObjections.toMode(request).or(() -> PodObjections.toAudience(request, wishes, settings));
    if (objection.isPresent()) {
      return new Mutation.Refused(objection.get());
    }
    PatchBuilder patch = new PatchBuilder();
    InjectionPlan plan = plan(request, wishes, patch);
    return PodObjections.toNames(request.spec(), plan)
        .<Mutation>map(Mutation.Refused::new)
        .orElseGet(() -> {
          warnings.addAll(PodWarnings.of(request, plan, wishes, settings));
          new PodInjection(plan, patch, warnings)
              .apply(request.pod(), wishes.skippedContainers(), settings.server());
          return patch.operations().isEmpty()
              ? new Mutation.Unchanged(warnings)
              : new Mutation.Patched(patch.operations(), warnings);
        });
  }

  private InjectionPlan plan(InjectionRequest request, Wishes wishes, PatchBuilder patch) {
    OperatingSystem system = OperatingSystem.of(request.spec());
    return switch (request.mode()) {
      case NODE -> planner.ofNode(wishes, system);
      case SIDECAR -> planner.ofSidecar(wishes, stsCa.get());
      case WEB_IDENTITY -> webIdentity(request, wishes, system);
      case ECS -> ecs(request.annotations(), wishes, patch);
    };
  }

  private InjectionPlan webIdentity(
      InjectionRequest request, Wishes wishes, OperatingSystem system) {
    if (system == OperatingSystem.WINDOWS) {
      return planner.webIdentityOfWindows(request.role(), wishes);
    }
    return request.hostNetwork()
        ? planner.webIdentityOfNode(request.role(), wishes)
        : planner.webIdentityOfSidecar(request.role(), wishes, stsCa.get());
  }

  /** By the id of an earlier invocation, or by a new one instead of whatever is there. */
  private InjectionPlan ecs(JsonNode annotations, Wishes wishes, PatchBuilder patch) {
    String given = annotations.path(CredentialsIds.ANNOTATION).asText();
    if (ids.isRecent(given)) {
      return planner.ecs(wishes, given);
    }
    String id = ids.next();
    patch.put("/metadata/annotations", annotations, CredentialsIds.ANNOTATION, id);
    InjectionPlan plan = planner.ecs(wishes, id);
    return given.isEmpty() ? plan : plan.superseding(planner.ecs(wishes, given).environment());
  }
}
