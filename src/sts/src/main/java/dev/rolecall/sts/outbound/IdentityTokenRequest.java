package dev.rolecall.sts.outbound;

import dev.rolecall.outbound.TokenAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * GetWebIdentityToken's parameters.
 *
 * @param audiences at least one
 * @param tags what the session wants the token to say besides
 */
public record IdentityTokenRequest(
    List<String> audiences, TokenAlgorithm algorithm, Duration duration, Map<String, String> tags) {
  public IdentityTokenRequest {
    audiences = List.copyOf(audiences);
    tags = Map.copyOf(tags);
  }
}
