package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import dev.rolecall.operator.injection.plan.InjectionPlan;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.OperatingSystem;
import dev.rolecall.operator.injection.plan.ProjectedToken;
import dev.rolecall.operator.injection.plan.Wishes;
import java.util.ArrayList;
import java.util.List;

/** What the author of a pod should know about the pod as a whole. */
final class PodWarnings {
  private static final List<String> LISTS = List.of("initContainers", "containers");

  private final InjectionRequest request;
  private final List<String> warnings = new ArrayList<>();

  private PodWarnings(InjectionRequest request) {
    this.request = request;
  }

  static List<String> of(
      InjectionRequest request, InjectionPlan plan, Wishes wishes, InjectionSettings settings) {
    PodWarnings about = new PodWarnings(request);
    about.skipped(wishes);
    plan.token().ifPresent(token -> about.token(token, settings));
    if (OperatingSystem.of(request.spec()) == OperatingSystem.WINDOWS) {
      about.windows(settings);
    }
    RivalVariables.warnOfUnseen(request.spec(), wishes.skippedContainers(), about.warnings);
    return about.warnings;
  }

  private void skipped(Wishes wishes) {
    wishes.skippedContainers().stream()
        .filter(name ->
            LISTS.stream().noneMatch(list -> NamedElements.holds(request.spec().path(list), name)))
        .sorted()
        .forEach(name ->
            warnings.add("there is no container '%s' that could be skipped".formatted(cut(name))));
  }

  private void token(ProjectedToken token, InjectionSettings settings) {
    if (request.mode() == Mode.WEB_IDENTITY
        && !settings.webIdentity().audiences().contains(token.audience())) {
      warnings.add(
          "sts does not accept the audience '%s' that the service account asks for: see rolecall.web-identity.audiences"
              .formatted(cut(token.audience())));
    }
    JsonNode volume = NamedElements.named(request.spec().path("volumes"), token.volumeName());
    if (!volume.isMissingNode() && !token.isIn(volume)) {
      warnings.add(
          "the volume '%s' is the pod's own and is kept: it has no token for the audience %s"
              .formatted(token.volumeName(), cut(token.audience())));
    }
    if (!settings.server().readableTokens() && mayBeUnreadable()) {
      warnings.add(
          "users other than root cannot read tokens on this Kubernetes: set"
              + " spec.securityContext.fsGroup");
    }
  }

  private boolean mayBeUnreadable() {
    JsonNode ofPod = request.spec().path("securityContext");
    if (ofPod.has("fsGroup")) {
      return false;
    }
    boolean anyone = isAnotherThanRoot(ofPod);
    for (String list : LISTS) {
      for (JsonNode container : request.spec().path(list)) {
        anyone |= isAnotherThanRoot(container.path("securityContext"));
      }
    }
    return anyone;
  }

  private static boolean isAnotherThanRoot(JsonNode securityContext) {
    return securityContext.path("runAsNonRoot").asBoolean()
        || securityContext.path("runAsUser").asLong() != 0;
  }

  private void windows(InjectionSettings settings) {
    if (request.mode() == Mode.WEB_IDENTITY) {
      warnings.add(
          "there is no agent on Windows: containers ask %s themselves and must trust its certificate"
              .formatted(settings.agent().stsUrl()));
    } else {
      warnings.add(
          "there is no agent on Windows, so no credentials arrive: set the annotation"
              + " rolecall.dev/mode to web-identity");
    }
  }

  /** The API server cuts what is longer than 256 characters. */
  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
