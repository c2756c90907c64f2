package dev.rolecall.operator.injection.plan;

import dev.rolecall.identity.Audience;
import java.util.List;

/**
 * Where pods have a projected service-account token.
 *
 * @param name the volume's
 * @param mountPath the folder it is mounted at, without a slash at its end
 * @param file the token's name in it
 * @param audiences that sts accepts for what the token is for: tokens are made for the first
 */
public record TokenVolume(String name, String mountPath, String file, List<String> audiences) {
  static final TokenVolume AGENT =
      new TokenVolume(
          "rolecall-agent-token",
          "/var/run/secrets/agent.rolecall.dev/serviceaccount",
          "token",
          List.of(Audience.AGENT.value()));

  /**
   * @throws IllegalArgumentException where there is no audience
   */
  public TokenVolume {
    audiences = List.copyOf(audiences);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException("a token needs an audience");
    }
  }
}
