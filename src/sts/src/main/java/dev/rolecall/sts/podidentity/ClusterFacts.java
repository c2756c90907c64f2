package dev.rolecall.sts.podidentity;

import dev.rolecall.binding.AttestedCluster;
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

  /** The session tags that EKS Pod Identity gives. */
  Map<String, String> tagsOf(Workload workload) {
    return attested().tagsOf(workload);
  }

  /** The ARN of the cluster, as one of the account that owns the workload. */
  Arn arnOf(Workload workload) {
    return attested().arnOf(workload);
  }

  /** By which a target role's trust policy knows whose session it is that assumes it. */
  String externalId(Workload workload) {
    return attested().externalId(workload);
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
    return attested().arn(workload, "podidentityassociation/" + name + "/" + id).toString();
  }

  private AttestedCluster attested() {
    return new AttestedCluster(resources, region, name);
  }
}
