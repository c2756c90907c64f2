package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue.JsonObject;
import java.util.List;

/** By which labels an Account may select namespaces. */
final class NamespaceSelectorCheck {
  private static final FieldPath SELECTOR =
      FieldPath.ROOT.member("spec").member("namespaceSelector");

  /** Rolecall's own labels, which say what came of the selectors. */
  private static final String OWN = "rolecall.dev/";

  private final List<ManifestProblem> problems;
  private final JsonObject spec;

  NamespaceSelectorCheck(List<ManifestProblem> problems, JsonObject spec) {
    this.problems = problems;
    this.spec = spec;
  }

  void check() {
    Fields.object(spec, "namespaceSelector").ifPresent(this::check);
  }

  private void check(JsonObject selector) {
    new LabelSelectorCheck(problems).check(SELECTOR, selector);
    var keys = LabelSelectorCheck.keys(SELECTOR, selector);
    if (keys.isEmpty()) {
      problems.add(
          new ManifestProblem(
              SELECTOR,
              selector.position(),
              "selects every namespace; name a label at least, or leave it out"));
    }
    keys.forEach((path, key) -> {
      if (key.startsWith(OWN)) {
        problems.add(
            new ManifestProblem(
                path,
                selector.position(),
                "labels under rolecall.dev/ are written by Rolecall; select by another"));
      }
    });
  }
}
