package dev.rolecall.operator.injection;

import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.AgentSettings;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.injection.plan.TokenVolume;
import dev.rolecall.operator.injection.plan.WorkloadSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings as they are by default. */
public final class InjectionFixtures {
  private InjectionFixtures() {}

  public static InjectionSettings settings(AgentEndpoint node, ServerFeatures server) {
    return settings(node, server, "eks.amazonaws.com");
  }

  public static InjectionSettings settings(
      AgentEndpoint node, ServerFeatures server, String annotationPrefix) {
    return new InjectionSettings(
        new WorkloadSettings("eu-central-1", true, Duration.ofHours(1), annotationPrefix),
        new TokenVolume(
            "eks-pod-identity-token",
            "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount",
            "eks-pod-identity-token",
            List.of("pods.eks.amazonaws.com")),
        new TokenVolume(
            "aws-iam-token",
            "/var/run/secrets/eks.amazonaws.com/serviceaccount",
            "token",
            List.of("sts.amazonaws.com", "sts.acme.test")),
        node,
        server,
        new AgentSettings(
            URI.create("https://rolecall-sts.rolecall-system.svc"),
            "rolecall",
            "registry.test/rolecall:1",
            List.of("/opt/rolecall/bin/agent"),
            List.of("/opt/rolecall/bin/agent", "--health"),
            new AgentSettings.Resources("10m", Optional.empty(), "128Mi")));
  }
}
