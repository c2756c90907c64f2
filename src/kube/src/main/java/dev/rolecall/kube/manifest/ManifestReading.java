package dev.rolecall.kube.manifest;

import dev.rolecall.policy.PolicyDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of reading a resource: the resource, or every problem it has. */
public sealed interface ManifestReading {
  /**
   * A resource that is right in itself; what it refers to may still be missing.
   *
   * @param policies its policy documents by their {@link FieldPath}
   */
  record Read(ResourceKind kind, HasMetadata resource, Map<String, PolicyDocument> policies)
      implements ManifestReading {
    public Read {
      policies = Map.copyOf(policies);
    }
  }

  /** A resource that must not be used. */
  record Refused(List<ManifestProblem> problems) implements ManifestReading {
    public Refused {
      problems = List.copyOf(problems);
    }

    /** All problems in one line. */
    public String text() {
      return problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("; "));
    }
  }
}
