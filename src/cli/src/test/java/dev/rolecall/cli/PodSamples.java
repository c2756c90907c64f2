package dev.rolecall.cli;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.util.Map;

/** Pods as the operator's webhook leaves them. */
final class PodSamples {
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG";

  private PodSamples() {}

  /** One container, not injected. */
  static PodBuilder plain(String namespace, String name, String account) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withAnnotations(Map.of())
        .withLabels(Map.of())
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName(account)
        .withNodeName("node-1")
        .addNewContainer()
        .withName("main")
        .withImage("none")
        .endContainer()
        .endSpec();
  }

  /** For the agent of its node. */
  static PodBuilder ofNode(String namespace, String name, String account) {
    return withToken(
        env(
            plain(namespace, name, account),
            Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://169.254.170.23/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token")),
        "pods.eks.amazonaws.com");
  }

  /** For STS, with the role that was named when it was made. */
  static PodBuilder ofWebIdentity(String namespace, String name, Map<String, String> role) {
    PodBuilder pod =
        env(
            plain(namespace, name, "reporter"),
            Map.of(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
                "AWS_ENDPOINT_URL_STS",
                "http://169.254.170.23"));
    return withToken(env(pod, role), "sts.amazonaws.com");
  }

  static PodBuilder env(PodBuilder pod, Map<String, String> variables) {
    variables.forEach((name, value) ->
        pod.editSpec()
            .editFirstContainer()
            .addNewEnv()
            .withName(name)
            .withValue(value)
            .endEnv()
            .endContainer()
            .endSpec());
    return pod;
  }

  static PodBuilder annotated(PodBuilder pod, String key, String value) {
    return pod.editMetadata().addToAnnotations(key, value).endMetadata();
  }

  static PodBuilder on(PodBuilder pod, String node) {
    return pod.editSpec().withNodeName(node).endSpec();
  }

  /** The same pod, of which its node says that it is ready. */
  static Pod ready(Pod pod) {
    return new PodBuilder(pod)
        .withNewStatus()
        .withPhase("Running")
        .withConditions(new PodConditionBuilder().withType("Ready").withStatus("True").build())
        .endStatus()
        .build();
  }

  private static PodBuilder withToken(PodBuilder pod, String audience) {
    return pod.editSpec()
        .editFirstContainer()
        .addNewVolumeMount()
        .withName("token")
        .withMountPath("/var/run/secrets/" + audience)
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("token")
        .withNewProjected()
        .addNewSource()
        .withNewServiceAccountToken()
        .withAudience(audience)
        .withExpirationSeconds(3600L)
        .withPath("token")
        .endServiceAccountToken()
        .endSource()
        .endProjected()
        .endVolume()
        .endSpec();
  }
}
