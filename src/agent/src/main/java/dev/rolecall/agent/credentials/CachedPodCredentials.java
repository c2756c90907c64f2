package dev.rolecall.agent.credentials;

import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePods;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Credentials that the agent vouches for, out of the cache. */
public final class CachedPodCredentials implements PodCredentials {
  private final CredentialCache cache;
  private final NodePods pods;

  public CachedPodCredentials(CredentialCache cache, NodePods pods) {
    this.cache = cache;
    this.pods = pods;
  }

  @Override
  public CompletionStage<CredentialAnswer> imds(NodePod pod) {
    return cache.get(new CredentialRequest.Attested(pod, Way.IMDS));
  }

  @Override
  public CompletionStage<CredentialAnswer> ecs(NodePod pod) {
    return cache.get(new CredentialRequest.Attested(pod, Way.ECS));
  }

  @Override
  public CompletionStage<CredentialAnswer> node() {
    return pods.node()
        .flatMap(node ->
            node.profileRole().map(role -> cache.get(new CredentialRequest.OfNode(node, role))))
        .orElseGet(() ->
            CompletableFuture.completedFuture(
                new CredentialAnswer.Refused(
                    404, "ResourceNotFoundException", "No InstanceProfile selects this node.")));
  }
}
