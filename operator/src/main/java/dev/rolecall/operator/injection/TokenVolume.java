package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.identity.Audience;
import java.time.Duration;

/**
 * A projected service-account token. Names are ours, so that a volume of the EKS webhook never
 * passes for one; paths are those of EKS.
 *
 * @param mountPath the folder it is mounted at
 * @param file the token's name in it
 */
record TokenVolume(String name, Audience audience, String mountPath, String file) {
  static final TokenVolume CONTAINER_CREDENTIALS =
      new TokenVolume(
          "rolecall-credentials-token",
          Audience.CONTAINER_CREDENTIALS,
          "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount",
          "eks-pod-identity-token");
  static final TokenVolume WEB_IDENTITY =
      new TokenVolume(
          "rolecall-web-identity-token",
          Audience.WEB_IDENTITY,
          "/var/run/secrets/eks.amazonaws.com/serviceaccount",
          "token");
  static final TokenVolume AGENT =
      new TokenVolume(
          "rolecall-agent-token",
          Audience.AGENT,
          "/var/run/secrets/agent.rolecall.dev/serviceaccount",
          "token");

  /** Where a container reads the token. */
  String path() {
    return mountPath + "/" + file;
  }

  ObjectNode volume(Duration lifetime) {
    ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", name);
    volume
        .putObject("projected")
        .putArray("sources")
        .addObject()
        .putObject("serviceAccountToken")
        .put("audience", audience.value())
        .put("expirationSeconds", lifetime.toSeconds())
        .put("path", file);
    return volume;
  }

  ObjectNode mount() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("mountPath", mountPath)
        .put("readOnly", true);
  }
}
