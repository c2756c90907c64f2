package dev.rolecall.kube.lint;

import dev.rolecall.kube.manifest.EmbeddedPolicy;
import dev.rolecall.kube.manifest.FieldPath;
import dev.rolecall.policy.lint.Finding;

/** What the lint of policies says of a policy in a resource. */
public record PolicyFinding(EmbeddedPolicy policy, Finding finding) {
  /** The place in the resource. */
  public FieldPath place() {
    return policy.path().pointer(finding.pointer());
  }
}
