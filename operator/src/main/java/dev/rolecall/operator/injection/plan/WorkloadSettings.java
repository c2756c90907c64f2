package dev.rolecall.operator.injection.plan;

import dev.rolecall.binding.EksPrefix;
import java.time.Duration;

/**
 * What workloads find, where nothing of theirs says otherwise.
 *
 * @param region their {@code AWS_REGION}
 * @param regionalSts whether they have {@code AWS_STS_REGIONAL_ENDPOINTS=regional}
 * @param tokenLifetime of projected tokens
 * @param annotationPrefix of the annotations that the EKS webhook reads, {@code eks.amazonaws.com}
 */
public record WorkloadSettings(
    String region, boolean regionalSts, Duration tokenLifetime, String annotationPrefix) {
  /** The prefix, as all parts of Rolecall read it. */
  public EksPrefix eks() {
    return new EksPrefix(annotationPrefix);
  }
}
