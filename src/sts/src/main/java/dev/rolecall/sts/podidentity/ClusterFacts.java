package dev.rolecall.sts.podidentity;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.Workload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * What sts attests of a cluster's workloads, in EKS Pod Identity's words.
 *
 * @param region of the ARNs
 * @param name the cluster's
 */
public record ClusterFacts(ResourceDirectory resources, String region, String name) {
  private static final int ASSOCIATION_ID_LENGTH = 17;

  /** The session tags that EKS Pod Identity gives (EKS User Guide, "Session tags"). */
  Map<String, String> tagsOf(Workload workload) {
    return Map.of(
        "eks-cluster-arn", arnOf(workload).toString(),
        "eks-cluster-name", name,
        "kubernetes-namespace", workload.pod().namespace(),
        "kubernetes-service-account", workload.serviceAccount().name(),
        "kubernetes-pod-name", workload.pod().name(),
        "kubernetes-pod-uid", workload.pod().uid());
  }

  /** The ARN of the cluster, as one of the account that owns the workload. */
  Arn arnOf(Workload workload) {
    return arn(workload, "cluster/" + name);
  }

  /**
   * By which a target role's trust policy knows whose session it is that assumes it (EKS User
   * Guide, "Access AWS Resources using EKS Pod Identity Target IAM Roles"): {@code
   * <region>/<account>/<cluster>/<namespace>/<service account>}.
   */
  String externalId(Workload workload) {
    return String.join(
        "/",
        region,
        account(workload),
        name,
        workload.pod().namespace(),
        workload.serviceAccount().name());
  }

  /**
   * A stable id of the way that a workload got its role.
   *
   * @param namedBy as {@code Binding.Bound} says
   */
  String associationId(Workload workload, String namedBy) {
    String text = workload.serviceAccount() + " " + namedBy;
    return "a-"
        + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .substring(0, ASSOCIATION_ID_LENGTH);
  }

  String associationArn(Workload workload, String id) {
    return arn(workload, "podidentityassociation/" + name + "/" + id).toString();
  }

  private Arn arn(Workload workload, String resource) {
    return new Arn("aws", "eks", region, account(workload), resource);
  }

  private String account(Workload workload) {
    return resources
        .accountOf(workload.pod().namespace())
        .map(Account::id)
        .map(Object::toString)
        .orElse("");
  }
}
