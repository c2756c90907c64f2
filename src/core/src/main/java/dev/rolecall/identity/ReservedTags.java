package dev.rolecall.identity;

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

  /** How many tags sts attests of a workload. */
  public static int attested() {
    return ATTESTED.size();
  }

  /**
   * Whether the key, whatever its case, is reserved. A character is compared in upper and in lower
   * case, so that none counts as another of these letters elsewhere and not here.
   */
  public static boolean contains(String key) {
    return key.regionMatches(true, 0, "aws:", 0, "aws:".length())
        || ATTESTED.stream().anyMatch(key::equalsIgnoreCase);
  }
}
