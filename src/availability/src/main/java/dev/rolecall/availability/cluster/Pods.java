package dev.rolecall.availability.cluster;

import dev.rolecall.availability.load.PodMain;
import dev.rolecall.availability.load.PodProcess;
import dev.rolecall.availability.load.Sample;
import dev.rolecall.isolation.cluster.CniResults;
import dev.rolecall.isolation.cluster.CniResults.Sandbox;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.rig.RigException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tenants' pods, as the kubelet and a network plugin make them. */
public final class Pods implements AutoCloseable {
  private static final String AUDIENCE = "pods.eks.amazonaws.com";
  private static final String ADDRESS = "169.254.170.23";

  private final Places places;
  private final Kubernetes kubernetes;
  private final KubernetesClient client;
  private final PodNetwork network;
  private final CniResults cni;
  private final Map<Workload, Attachment> attachments = new LinkedHashMap<>();
  private final List<Workload> bound = new ArrayList<>();
  private final List<PodProcess> processes = new ArrayList<>();

  Pods(
      Places places,
      Kubernetes kubernetes,
      KubernetesClient client,
      PodNetwork network,
      CniResults cni) {
    this.places = places;
    this.kubernetes = kubernetes;
    this.client = client;
    this.network = network;
    this.cni = cni;
  }

  /** Starts a pod's process, which waits for its token. */
  public void prepare(Workload pod, Consumer<Sample> samples) {
    Attachment attachment = network.attach(pod.place());
    attachments.put(pod, attachment);
    processes.add(
        PodProcess.start(
            attachment.namespace().command(places.own(PodMain.class, List.of())),
            Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://" + ADDRESS + "/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                token(pod).toString(),
                "AWS_ENDPOINT_URL_STS",
                "http://" + ADDRESS),
            places.log("pod-" + pod.name()).toFile(),
            samples));
  }

  /**
   * Creates a pod that was prepared.
   *
   * @throws RigException where the API server does not take it
   */
  public void create(Workload pod) throws IOException {
    kubernetes.apply(Tenants.manifests(places.work(), pod));
    Pod made = client.pods().inNamespace(pod.namespace()).withName(pod.name()).require();
    String address = pod.place().v4();
    kubernetes.kubectl(
        "patch",
        "pod",
        "-n",
        pod.namespace(),
        pod.name(),
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"phase\":\"Running\",\"podIP\":\"%1$s\",\"podIPs\":[{\"ip\":\"%1$s\"}]}}"
            .formatted(address));
    Attachment attachment = attachments.get(pod);
    if (attachment == null) {
      throw new RigException(pod.name() + " was not prepared");
    }
    cni.add(new Sandbox(pod.namespace(), pod.name(), made.getMetadata().getUid()), attachment);
    Volumes.replace(token(pod), token(pod.namespace(), pod.name(), pod.name(), AUDIENCE));
    bound.add(pod);
  }

  /** Projects tokens anew, as a kubelet does when they grow old. */
  void renewTokens() {
    for (Workload pod : bound) {
      Volumes.replace(token(pod), token(pod.namespace(), pod.name(), pod.name(), AUDIENCE));
    }
  }

  private Path token(Workload pod) {
    return places.work().resolve(pod.name() + ".token");
  }

  /** A token that is bound to a pod. */
  String token(String namespace, String serviceAccount, String pod, String audience) {
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod)
                .endBoundObjectRef()
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  /** Ends the process that was started last, and takes its pod away. */
  public void leave(Workload pod) throws IOException {
    processes.removeLast().close();
    Files.deleteIfExists(token(pod));
    bound.remove(pod);
    Attachment attachment = attachments.remove(pod);
    if (attachment != null) {
      network.detach(attachment);
    }
  }

  @Override
  public void close() {
    processes.forEach(PodProcess::close);
  }
}
