package dev.rolecall.agent.credentials;

import dev.rolecall.agent.node.NodePod;
import java.util.concurrent.CompletionStage;

/**
 * Credentials of those that show no token: the agent vouches for them to sts. Each answer comes
 * within 700 ms and never exceptionally.
 */
public interface PodCredentials {
  /**
   * The pod's, by the instance metadata service.
   *
   * @param pod an attested caller whose account allows that
   */
  CompletionStage<CredentialAnswer> imds(NodePod pod);

  /**
   * The pod's, by the ECS endpoint.
   *
   * @param pod an attested caller whose account allows that
   */
  CompletionStage<CredentialAnswer> ecs(NodePod pod);

  /** Those of the role of the node's InstanceProfile, for processes of the node. */
  CompletionStage<CredentialAnswer> node();
}
