package dev.rolecall.e2e;

import dev.rolecall.kube.resource.InstanceProfile;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Two tenants on a cluster: namespaces of an account each, a role of the first, and pods of both.
 */
final class Tenants {
  static final String ACME = "acme-shop";
  static final String GLOBEX = "globex-lab";
  static final String ROLE = "arn:aws:iam::111111111111:role/reports";
  static final String PROBE = "probe";

  private static final String PROBE_JAR = TestCluster.PROGRAMS + "/e2e/rolecall-e2e.jar";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final Installation installation;
  private final String image;

  Tenants(KubernetesClient client, Installation installation, String image) {
    this.client = client;
    this.installation = installation;
    this.image = image;
  }

  /** The image of probes. */
  String image() {
    return image;
  }

  /** What a probe's container runs. */
  List<String> probeCommand() {
    return installation.java("-Xmx96m", "-jar", PROBE_JAR);
  }

  /** Applies accounts and roles and waits until the operator has taken notice. */
  void apply() {
    applyResource("accounts");
    for (String namespace : List.of(ACME, GLOBEX)) {
      client
          .namespaces()
          .withName(namespace)
          .waitUntilCondition(
              found ->
                  found != null
                      && found.getMetadata().getLabels() != null
                      && found.getMetadata().getLabels().containsKey("rolecall.dev/account"),
              PATIENCE.toSeconds(),
              TimeUnit.SECONDS);
    }
    applyResource("roles");
  }

  /** A role for processes of a node, by a label that no kubelet can give itself. */
  void applyProfile(String node) {
    client
        .nodes()
        .withName(node)
        .edit(now ->
            new NodeBuilder(now)
                .editMetadata()
                .addToLabels("node-restriction.kubernetes.io/pool", "e2e")
                .endMetadata()
                .build());
    applyResource("profile");
    client
        .resources(InstanceProfile.class)
        .withName("machine")
        .waitUntilCondition(
            now ->
                now != null
                    && now.getStatus() != null
                    && Integer.valueOf(1).equals(now.getStatus().getNodes()),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  private void applyResource(String name) {
    InputStream yaml =
        Objects.requireNonNull(Tenants.class.getResourceAsStream("/tenants/" + name + ".yaml"));
    client.load(yaml).serverSideApply();
  }

  /** Starts a pod whose only container asks every second who it is. */
  Pod startProbe(
      String namespace, String name, String serviceAccount, Map<String, String> annotations) {
    return start(probe(namespace, name, serviceAccount, annotations));
  }

  /** The same on the host's network, as a user of no rights. */
  Pod startProbeOnHost(
      String namespace, String name, String serviceAccount, Map<String, String> annotations) {
    return start(
        new PodBuilder(probe(namespace, name, serviceAccount, annotations))
            .editSpec()
            .withHostNetwork(true)
            .withNewSecurityContext()
            .withRunAsUser(1000L)
            .endSecurityContext()
            .endSpec()
            .build());
  }

  private Pod start(Pod pod) {
    return client.pods().resource(pod).create();
  }

  /** A pod that nobody has started. */
  Pod probe(String namespace, String name, String serviceAccount, Map<String, String> annotations) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName(serviceAccount)
        .withTerminationGracePeriodSeconds(1L)
        .addNewContainer()
        .withName(PROBE)
        .withImage(image)
        .withImagePullPolicy("Never")
        .withCommand(probeCommand())
        .endContainer()
        .endSpec()
        .build();
  }

  /** All that a pod's probe said since it knew who it is. */
  List<String> lines(String namespace, String pod) {
    return client
        .pods()
        .inNamespace(namespace)
        .withName(pod)
        .inContainer(PROBE)
        .getLog()
        .lines()
        .dropWhile(line -> !line.startsWith("IDENTITY "))
        .toList();
  }

  /** Waits for a line of the pod's probe that begins with {@code word}; the newest such line. */
  String awaitLine(String namespace, String pod, String word) {
    return Awaitility.await(namespace + "/" + pod + " says " + word)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .inContainer(PROBE)
                    .getLog()
                    .lines()
                    .filter(line -> line.startsWith(word))
                    .reduce("", (first, second) -> second),
            line -> !line.isEmpty());
  }

  /** Runs the probe once more inside a pod, with more variables; what it prints. */
  String runProbe(String namespace, String pod, String mode, Map<String, String> variables) {
    List<String> settings =
        variables.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();
    List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
    command.addAll(settings);
    command.addAll(installation.java("-Xmx96m", "-jar", PROBE_JAR, mode));
    return new PodShell(client, namespace, pod).run(command).strip();
  }

  void deletePod(String namespace, String name) {
    client.pods().inNamespace(namespace).withName(name).delete();
    client
        .pods()
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits for a warning about a pod whose message contains {@code part}. */
  Event awaitWarning(String namespace, String pod, String part) {
    return Awaitility.await("an event about " + pod)
        .atMost(PATIENCE)
        .until(
            () ->
                client.v1().events().inNamespace(namespace).list().getItems().stream()
                    .filter(event -> pod.equals(event.getInvolvedObject().getName()))
                    .filter(event -> "Warning".equals(event.getType()))
                    .filter(event -> event.getMessage().contains(part))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
