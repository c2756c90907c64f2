package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.identity.RoleArn;
import java.util.Map;
import java.util.Optional;

/**
 * A pod that is to be given its way to credentials.
 *
 * @param pod a v1 Pod as it arrived
 * @param role the role that the workload names, for web identity; AWS_ROLE_ARN is left to the pod
 *     where it names none
 * @param serviceAccount the annotations of its service account
 */
public record InjectionRequest(
    JsonNode pod, Mode mode, Optional<RoleArn> role, Map<String, String> serviceAccount) {
  public InjectionRequest {
    serviceAccount = Map.copyOf(serviceAccount);
  }

  JsonNode spec() {
    return pod.path("spec");
  }

  JsonNode annotations() {
    return pod.path("metadata").path("annotations");
  }

  boolean hostNetwork() {
    return spec().path("hostNetwork").asBoolean();
  }
}
