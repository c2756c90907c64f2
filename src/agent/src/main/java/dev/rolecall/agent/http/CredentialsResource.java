package dev.rolecall.agent.http;

import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.CredentialRequest;
import io.vertx.core.http.HttpServerRequest;

/**
 * {@code GET /v1/credentials}, the endpoint of {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}, beside a
 * workload: whoever reaches it is of the same pod, and sts verifies the token.
 */
public final class CredentialsResource {
  private final CredentialCache cache;

  public CredentialsResource(CredentialCache cache) {
    this.cache = cache;
  }

  void handle(HttpServerRequest request) {
    PresentedToken.of(request)
        .ifPresent(token ->
            cache
                .get(new CredentialRequest.OfBearer(token))
                .thenAccept(answer -> CredentialResponse.send(answer, request.response())));
  }
}
