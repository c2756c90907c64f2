package dev.rolecall.directory;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role, ready to decide with.
 *
 * @param namespace where its object lives: service principals admit only workloads from here
 * @param policies inline and managed policies
 * @param boundary its permissions boundary; a boundary that is named but cannot be read is one that
 *     allows nothing
 * @param revokedBefore sessions issued before this instant are void
 */
public record Role(
    RoleId id,
    RoleArn arn,
    String namespace,
    PolicyDocument trustPolicy,
    List<PolicyDocument> policies,
    @Nullable PolicyDocument boundary,
    Duration maxSessionDuration,
    Map<String, String> tags,
    @Nullable Instant revokedBefore) {
  public Role {
    policies = List.copyOf(policies);
    tags = Map.copyOf(tags);
  }
}
