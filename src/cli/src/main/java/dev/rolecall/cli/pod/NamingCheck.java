package dev.rolecall.cli.pod;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.identity.RoleArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What names the pod's role, and what its associations add. */
final class NamingCheck {
  private static final String NAME = "role named";
  private static final String ASSOCIATION = "RoleAssociation";
  private static final int MOST_SHOWN = 10;

  private NamingCheck() {}

  static Step look(Scene scene) {
    if (scene.account().isEmpty()) {
      return Step.skipped(NAME, "the pod's account is not known");
    }
    List<Finding> findings = new ArrayList<>();
    switch (scene.binding()) {
      case Binding.Bound bound -> {
        findings.add(
            new Finding.Fine("role %s is named by %s".formatted(bound.role(), bound.namedBy())));
        changed(scene, bound.role()).ifPresent(findings::add);
      }
      case Binding.Unbound(var reason) -> findings.add(unbound(scene, reason));
    }
    scene
        .view()
        .resources()
        .associations()
        .gap()
        .map(gap -> new Finding.Unseen(gap + ": others may match"))
        .ifPresent(findings::add);
    unused(scene).forEach(findings::add);
    return new Step(NAME, findings, candidates(scene));
  }

  private static Finding unbound(Scene scene, String reason) {
    if (reason.contains("suspended")) {
      return new Finding.Note("not looked at: " + reason);
    }
    if (scene.view().task().isPresent() && scene.podRole().filter(String::isEmpty).isPresent()) {
      return new Finding.Note(
          "its Task has no task role, so that its containers get no credentials, as on ECS; nothing else may name one for them");
    }
    boolean nothing = candidates(scene).isEmpty();
    return new Finding.Wrong(
        reason,
        nothing
            ? "make a RoleAssociation for service account %s, or annotate it: kubectl annotate serviceaccount -n %s %s %s=ROLE%s"
                .formatted(
                    scene.workload().serviceAccount().name(),
                    scene.workload().serviceAccount().namespace(),
                    scene.workload().serviceAccount().name(),
                    RoleBinding.ROLE_ANNOTATION,
                    others(scene))
            : "see what is listed here: exactly one role may be named first of all, and each tag once");
  }

  /** For whom the associations of the namespace are, that do not match. */
  private static String others(Scene scene) {
    List<String> names =
        scene.catalog().associations(scene.workload().pod().namespace()).all().stream()
            .limit(MOST_SHOWN)
            .map(association ->
                "%s is for %s%s"
                    .formatted(
                        association.name(),
                        String.join(", ", association.serviceAccounts()),
                        association.podSelector().requirements().isEmpty()
                            ? ""
                            : " with pods of certain labels"))
            .toList();
    return names.isEmpty() ? "" : "; of the associations there, " + String.join("; ", names);
  }

  /** Web identity names the role when the pod is made; annotations may have changed since. */
  private static Optional<Finding> changed(Scene scene, RoleArn asked) {
    return scene.askedRole().isPresent()
            && scene.named() instanceof Binding.Bound now
            && !now.role().equals(asked)
        ? Optional.of(
            new Finding.Note(
                "the pod asks for it since it was made; role %s is named by %s now, which counts for pods that are made from now on"
                    .formatted(now.role(), now.namedBy())))
        : Optional.empty();
  }

  private static Stream<Finding> unused(Scene scene) {
    return scene.catalog().problems().stream()
        .filter(problem -> problem.kind().equals(ASSOCIATION))
        .filter(problem -> problem.namespace().equals(scene.workload().pod().namespace()))
        .filter(problem -> problem.reason().unused())
        .limit(MOST_SHOWN)
        .map(problem ->
            new Finding.Note(
                "RoleAssociation %s is not in use: %s"
                    .formatted(problem.name(), problem.message())));
  }

  /** Everything that names a role, in the order in which the first wins. */
  private static List<String> candidates(Scene scene) {
    List<String> lines = new ArrayList<>();
    Map<String, String> ofAccount = scene.workload().serviceAccountAnnotations();
    annotation("pod", scene.workload().podAnnotations(), RoleBinding.ROLE_ANNOTATION)
        .ifPresent(lines::add);
    scene.associations().stream().limit(MOST_SHOWN).map(NamingCheck::line).forEach(lines::add);
    annotation("service account", ofAccount, RoleBinding.ROLE_ANNOTATION).ifPresent(lines::add);
    Optional.ofNullable(ofAccount.get(RoleBinding.EKS_ROLE_ANNOTATION))
        .map(role -> named("service account", scene.settings().eks().value() + "/role-arn", role))
        .ifPresent(lines::add);
    return lines;
  }

  private static Optional<String> annotation(
      String owner, Map<String, String> annotations, String key) {
    return Optional.ofNullable(annotations.get(key)).map(value -> named(owner, key, value));
  }

  private static String named(String owner, String key, String value) {
    return "%s annotation %s: %s".formatted(owner, key, value);
  }

  private static String line(Association association) {
    List<String> parts = new ArrayList<>();
    association.role().map(NamingCheck::words).ifPresent(parts::add);
    if (!association.tags().isEmpty()) {
      parts.add("tags " + association.tags().keySet().stream().sorted().toList());
    }
    Optional.ofNullable(association.sessionPolicy())
        .ifPresent(policy -> parts.add("a session policy"));
    return "association %s matches: %s".formatted(association.name(), String.join(", ", parts));
  }

  private static String words(AssociatedRole named) {
    return "role %s with priority %d%s%s"
        .formatted(
            named.role(),
            named.priority(),
            named.target().map(target -> ", going on to role " + target).orElse(""),
            named.attestedTags() ? "" : ", without attested tags");
  }
}
