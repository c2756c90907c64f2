package dev.rolecall.identity;

import java.util.Locale;
import java.util.Set;

/**
 * Tags whose values others rely on: those that sts attests of a workload, and AWS's own. Neither a
 * role, an association nor a token may set them, or they would be mere claims.
 */
public final class ReservedTags {
  /** The session tags of EKS Pod Identity (EKS User Guide, "List of session tags"). */
  private static final Set<String> ATTESTED =
      Set.of(
          "eks-cluster-arn",
          "eks-cluster-name",
          "kubernetes-namespace",
          "kubernetes-service-account",
          "kubernetes-pod-name",
          "kubernetes-pod-uid");

  private ReservedTags() {}

  /** Whether the key, whatever its case, is reserved. */
  public static boolean contains(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return ATTESTED.contains(lower) || lower.startsWith("aws:");
  }
}
