package dev.rolecall.agent.imds;

import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.endpoint.EndpointRequest;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.identity.PodRef;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Who asks, and what is theirs: a pod, or the processes of the node.
 *
 * @param pod empty for processes of the node
 * @param holder whose tokens are good
 * @param owner what the identity document says of them
 * @param credentials asks for them
 */
record Visitor(
    EndpointRequest request,
    Optional<PodRef> pod,
    TokenHolder holder,
    InstanceFacts.Owner owner,
    Supplier<CompletionStage<CredentialAnswer>> credentials) {
  Refusal refusal(String code, String reason) {
    return new Refusal(ImdsEndpoint.NAME, request.connection(), pod, code, reason);
  }
}
