package dev.rolecall.binding;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.Workload;
import java.util.Map;

/**
 * What is attested of a cluster's workloads, in EKS Pod Identity's words.
 *
 * @param region of the ARNs
 * @param name the cluster's
 */
public record AttestedCluster(ResourceDirectory resources, String region, String name) {
  /** The session tags that EKS Pod Identity gives (EKS User Guide, "Session tags"). */
  public Map<String, String> tagsOf(Workload workload) {
    return Map.of(
        "eks-cluster-arn", arnOf(workload).toString(),
        "eks-cluster-name", name,
        "kubernetes-namespace", workload.pod().namespace(),
        "kubernetes-service-account", workload.serviceAccount().name(),
        "kubernetes-pod-name", workload.pod().name(),
        "kubernetes-pod-uid", workload.pod().uid());
  }

  /** The ARN of the cluster, as one of the account that owns the workload. */
  public Arn arnOf(Workload workload) {
    return arn(workload, "cluster/" + name);
  }

  /** An ARN of EKS in the account that owns the workload. */
  public Arn arn(Workload workload, String resource) {
    return new Arn("aws", "eks", region, account(workload), resource);
  }

  /**
   * By which a target role's trust policy knows whose session it is that assumes it (EKS User
   * Guide, "Access AWS Resources using EKS Pod Identity Target IAM Roles"): {@code
   * <region>/<account>/<cluster>/<namespace>/<service account>}.
   */
  public String externalId(Workload workload) {
    return String.join(
        "/",
        region,
        account(workload),
        name,
        workload.pod().namespace(),
        workload.serviceAccount().name());
  }

  private String account(Workload workload) {
    return resources
        .accountOf(workload.pod().namespace())
        .map(Account::id)
        .map(Object::toString)
        .orElse("");
  }
}
