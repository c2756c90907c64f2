package dev.rolecall.agent.imds;

import dev.rolecall.agent.config.ImdsConfig;
import dev.rolecall.agent.endpoint.EndpointRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** IMDSv2: how a token is asked for and shown. */
final class TokenGate {
  static final String LIFE_HEADER = "X-aws-ec2-metadata-token-ttl-seconds";

  private static final String TOKEN_HEADER = "X-aws-ec2-metadata-token";
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");

  /** Six hours (EC2 User Guide, "Use the Instance Metadata Service"). */
  private static final int LONGEST = 21_600;

  private final MetadataTokens tokens;
  private final ImdsConfig.Versions versions;

  TokenGate(MetadataTokens tokens, ImdsConfig.Versions versions) {
    this.tokens = tokens;
    this.versions = versions;
  }

  /** How long the token that is asked for is to live; empty where that is not said as it must. */
  static Optional<Duration> life(EndpointRequest request) {
    return request
        .header(LIFE_HEADER)
        .filter(text -> SECONDS.matcher(text).matches())
        .map(Integer::parseInt)
        .filter(seconds -> seconds <= LONGEST)
        .map(Duration::ofSeconds);
  }

  String issue(TokenHolder holder, Duration life) {
    return tokens.issue(holder, life);
  }

  /** Whether the request may be served: a token that is shown must be good, needed or not. */
  TokenCheck check(TokenHolder holder, EndpointRequest request) {
    if (!request.has(TOKEN_HEADER)) {
      return switch (versions) {
        case SECOND_ONLY -> TokenCheck.MISSING;
        case BOTH -> TokenCheck.VALID;
      };
    }
    return request
        .header(TOKEN_HEADER)
        .map(token -> tokens.check(holder, token))
        .orElse(TokenCheck.FOREIGN);
  }
}
