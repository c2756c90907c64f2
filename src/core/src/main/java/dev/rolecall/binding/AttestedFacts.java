package dev.rolecall.binding;

import dev.rolecall.directory.association.TagTemplate.Fact;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Workload;
import java.util.function.Function;

/**
 * What templates of tags may stand for.
 *
 * @param account that owns the workload's namespace
 * @param cluster the cluster's name
 */
record AttestedFacts(Workload workload, AccountId account, String cluster)
    implements Function<Fact, String> {
  @Override
  public String apply(Fact fact) {
    return switch (fact) {
      case NAMESPACE -> workload.pod().namespace();
      case SERVICE_ACCOUNT -> workload.serviceAccount().name();
      case POD_NAME -> workload.pod().name();
      case POD_UID -> workload.pod().uid();
      case NODE_NAME -> workload.node();
      case CLUSTER_NAME -> cluster;
      case ACCOUNT_ID -> account.value();
    };
  }
}
