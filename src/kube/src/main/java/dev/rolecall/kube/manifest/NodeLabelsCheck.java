package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The labels by which an InstanceProfile selects nodes: only such as the NodeRestriction admission
 * plugin keeps kubelets from setting (Kubernetes: "Admission Controllers"). By any other label a
 * node could give itself a role.
 */
final class NodeLabelsCheck {
  private static final FieldPath LABELS =
      FieldPath.ROOT.member("spec").member("nodeSelector").member("matchLabels");
  private static final String PREFIX = "node-restriction.kubernetes.io/";

  /** A label's value, and a key after its prefix (Kubernetes: "Labels and Selectors"). */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

  private final List<ManifestProblem> problems;
  private final JsonObject spec;

  NodeLabelsCheck(List<ManifestProblem> problems, JsonObject spec) {
    this.problems = problems;
    this.spec = spec;
  }

  void check() {
    Optional<JsonObject> labels =
        Fields.object(spec, "nodeSelector")
            .flatMap(selector -> Fields.object(selector, "matchLabels"));
    labels.ifPresent(object -> {
      if (object.members().isEmpty()) {
        add(LABELS, object, "needs at least one label: a profile is not for every node");
      }
      object.members().forEach(this::check);
    });
  }

  private void check(Member label) {
    FieldPath path = LABELS.member(label.name());
    if (!label.name().startsWith(PREFIX)) {
      add(
          path,
          label.value(),
          "a kubelet may give itself this label, and so the role; use one that begins with "
              + PREFIX);
    } else if (!FORM.matcher(label.name().substring(PREFIX.length())).matches()) {
      add(path, label.value(), "is no label's key");
    }
    if (label.value() instanceof JsonString text
        && !text.value().isEmpty()
        && !FORM.matcher(text.value()).matches()) {
      add(path, text, "is no label's value: at most 63 letters, digits, '-', '_' and '.'");
    }
  }

  private void add(FieldPath path, JsonValue value, String message) {
    problems.add(new ManifestProblem(path, value.position(), message));
  }
}
