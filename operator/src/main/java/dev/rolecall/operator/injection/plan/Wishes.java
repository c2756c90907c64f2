package dev.rolecall.operator.injection.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What annotations ask for, or the settings where they do not.
 *
 * @param audience of the token for web identity; that of the settings where empty
 * @param tokenLifetime 10 minutes to 1 day
 * @param regionalSts whether {@code AWS_STS_REGIONAL_ENDPOINTS} is set
 * @param skippedContainers names of those that get nothing
 */
public record Wishes(
    Optional<String> audience,
    Duration tokenLifetime,
    boolean regionalSts,
    Set<String> skippedContainers) {
  public Wishes {
    skippedContainers = Set.copyOf(skippedContainers);
  }
}
