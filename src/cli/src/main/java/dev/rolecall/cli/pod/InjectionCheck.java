package dev.rolecall.cli.pod;

import dev.rolecall.cli.live.Injected;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the pod was injected, and whether its containers still have what they were given. Values
 * of variables may be secrets: none is ever told.
 */
final class InjectionCheck {
  private static final String NAME = "injection";
  private static final String AGAIN =
      "delete the pod, so that it is made again and passes admission";
  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy");
  private static final String FULL_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  private InjectionCheck() {}

  static Step look(Scene scene) {
    if (scene.injected().isEmpty()) {
      return Step.of(NAME, notInjected(scene));
    }
    Injected mode = scene.injected().get();
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding.Fine("it was injected in the mode " + mode.word()));
    Set<String> skipped = skipped(scene);
    for (Container container : Injected.containers(scene.pod())) {
      if (skipped.contains(container.getName())) {
        findings.add(
            new Finding.Note(
                "container '%s' is left out by the annotation skip-containers"
                    .formatted(container.getName())));
      } else {
        findings.addAll(container(scene, mode, container));
      }
    }
    return Step.of(NAME, findings);
  }

  private static Finding notInjected(Scene scene) {
    if (scene.account().isEmpty()) {
      return new Finding.Note("it was not injected: only pods in namespaces of Accounts are");
    }
    if ("true".equals(scene.podLabels().get("rolecall.dev/skip"))) {
      return new Finding.Wrong(
          "it was not injected, because its label rolecall.dev/skip says so",
          "remove the label from the pod's template");
    }
    if (scene.podLabels().containsKey("eks.amazonaws.com/skip-pod-identity-webhook")) {
      return new Finding.Wrong(
          "it was not injected, because its label eks.amazonaws.com/skip-pod-identity-webhook says so",
          "remove the label from the pod's template");
    }
    if (scene.podAnnotations().containsKey("kubernetes.io/config.mirror")) {
      return new Finding.Wrong(
          "it is a static pod of its node, which passes no admission",
          "run it as a DaemonSet or Deployment");
    }
    return new Finding.Wrong(
        "it was not injected: it is older than the webhook or than its namespace's Account, or the webhook is missing",
        AGAIN
            + "; where that does not help, see that MutatingWebhookConfiguration rolecall is there");
  }

  private static Set<String> skipped(Scene scene) {
    String names =
        scene
            .podAnnotations()
            .getOrDefault(scene.settings().eks().value() + "/skip-containers", "");
    return Arrays.stream(names.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  private static List<Finding> container(Scene scene, Injected mode, Container container) {
    List<Finding> findings = new ArrayList<>();
    Map<String, EnvVar> env =
        container.getEnv().stream()
            .collect(Collectors.toMap(EnvVar::getName, it -> it, (first, last) -> last));
    String name = "container '" + container.getName() + "'";
    List<String> missing =
        mode.variables().stream().filter(variable -> !env.containsKey(variable)).toList();
    if (missing.contains("AWS_ROLE_ARN")) {
      findings.add(
          new Finding.Wrong(
              name + " has no AWS_ROLE_ARN: no role was named for the pod when it was made",
              "name one, by an association or an annotation of its service account, then "
                  + AGAIN));
    } else if (!missing.isEmpty()) {
      findings.add(
          new Finding.Wrong(
              "%s lacks %s".formatted(name, String.join(", ", missing)),
              AGAIN + "; what was taken away after injection must be left in"));
    }
    env.keySet().stream()
        .filter(mode::hasRival)
        .sorted()
        .forEach(rival ->
            findings.add(
                new Finding.Wrong(
                    "%s sets %s, which SDKs prefer to the role's credentials"
                        .formatted(name, rival),
                    "remove %s from the pod's template".formatted(rival))));
    if (missing.isEmpty()) {
      overridden(scene, mode, env)
          .ifPresent(variable ->
              findings.add(
                  new Finding.Wrong(
                      "%s sets %s itself, and not to Rolecall's endpoint".formatted(name, variable),
                      "remove %s from the pod's template".formatted(variable))));
      unmounted(scene, mode, container).ifPresent(findings::add);
    }
    proxied(mode, env)
        .ifPresent(proxy ->
            findings.add(
                new Finding.Wrong(
                    "%s sets %s, and its NO_PROXY does not leave out the agent's address"
                        .formatted(name, proxy),
                    "add %s to NO_PROXY and no_proxy".formatted(hosts(mode).getFirst()))));
    if (!container.getEnvFrom().isEmpty()) {
      findings.add(
          new Finding.Note(
              name + " takes more variables from ConfigMaps or Secrets, which were not looked at"));
    }
    if (findings.isEmpty()) {
      findings.add(new Finding.Fine(name + " has what it needs"));
    }
    return findings;
  }

  private static Optional<String> overridden(Scene scene, Injected mode, Map<String, EnvVar> env) {
    return switch (mode) {
      case NODE, SIDECAR -> foreign(env, FULL_URI, mode);
      case WEB_IDENTITY -> Optional.empty();
      case ECS -> {
        String variable = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
        String id = scene.podAnnotations().getOrDefault(Injected.CREDENTIALS_ID, "");
        yield value(env, variable).equals("/v2/credentials/" + id)
            ? Optional.empty()
            : Optional.of(variable);
      }
    };
  }

  private static Optional<String> foreign(Map<String, EnvVar> env, String variable, Injected mode) {
    String value = value(env, variable);
    boolean known =
        mode == Injected.SIDECAR
            ? value.startsWith("http://127.0.0.1:") || value.startsWith("http://localhost:")
            : value.startsWith("http://169.254.170.23/")
                || value.startsWith("http://[fd00:ec2::23]/");
    return known ? Optional.empty() : Optional.of(variable);
  }

  /** The token of its mode, where no volume of it is mounted in the container. */
  private static Optional<Finding> unmounted(Scene scene, Injected mode, Container container) {
    if (mode == Injected.ECS) {
      return Optional.empty();
    }
    Set<String> volumes =
        scene.pod().getSpec().getVolumes().stream()
            .filter(volume -> mode.audience(volume, scene.settings().audiences()).isPresent())
            .map(Volume::getName)
            .collect(Collectors.toSet());
    return container.getVolumeMounts().stream()
            .map(VolumeMount::getName)
            .anyMatch(volumes::contains)
        ? Optional.empty()
        : Optional.of(
            new Finding.Wrong(
                "container '%s' does not mount the pod's token".formatted(container.getName()),
                AGAIN + "; what was taken away after injection must be left in"));
  }

  private static Optional<String> proxied(Injected mode, Map<String, EnvVar> env) {
    boolean exempted =
        env.values().stream()
            .filter(variable -> variable.getName().equalsIgnoreCase("NO_PROXY"))
            .anyMatch(variable ->
                variable.getValue() == null
                    || Arrays.stream(variable.getValue().split(","))
                        .map(String::strip)
                        .anyMatch(it -> it.equals("*") || hosts(mode).contains(it)));
    return exempted || mode == Injected.WEB_IDENTITY
        ? Optional.empty()
        : env.keySet().stream().filter(PROXIES::contains).sorted().findFirst();
  }

  /** Where the agent is, as lists of hosts without a proxy have it. */
  private static List<String> hosts(Injected mode) {
    return switch (mode) {
      case NODE -> List.of("169.254.170.23", "fd00:ec2::23", "[fd00:ec2::23]");
      case SIDECAR, WEB_IDENTITY -> List.of("127.0.0.1", "localhost");
      case ECS -> List.of("169.254.170.2");
    };
  }

  private static String value(Map<String, EnvVar> env, String variable) {
    return Optional.ofNullable(env.get(variable)).map(EnvVar::getValue).orElse("");
  }
}
