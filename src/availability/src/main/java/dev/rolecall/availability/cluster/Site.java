package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.cluster.CniResults;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.program.Unprivileged;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Outside;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Shell;
import dev.rolecall.isolation.rig.Topology;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** All that runs: two replicas of operator and sts, the node's guard and agent, tenants' pods. */
public final class Site implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int REPLICAS = 2;
  private static final String DISK_BYTES = "1m";

  private final Kubernetes kubernetes;
  private final KubernetesClient client;
  private final Programs programs;
  private final Volumes volumes;
  private final Clocks clocks;
  private final Pods pods;
  private final Path work;
  private final ServiceRules service;
  private final Kubelet kubelet;
  private final CniResults cni;
  private final List<Container> operators = new CopyOnWriteArrayList<>();
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private int started;
  private int startedOperators;
  private Container guard;
  private Container agent;

  private Site(Places places, Namespace node, Kubernetes kubernetes, Clocks clocks)
      throws IOException {
    this.kubernetes = kubernetes;
    this.clocks = clocks;
    this.work = places.work();
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Files.readString(kubernetes.kubeConfig())))
            .build();
    this.volumes = new Volumes(work.resolve("secrets"), client, Tenants.SYSTEM);
    this.programs = new Programs(places, kubernetes, volumes, clocks);
    this.service =
        ServiceRules.at(
            Programs.STS_ADDRESS, Programs.STS_SERVICE_PORT, work.resolve("services.nft"));
    // A node that leads nowhere does not answer for its pods' gateway.
    Outside.make(node);
    this.cni = CniResults.in(work.resolve("cni"));
    this.pods = new Pods(places, kubernetes, client, PodNetwork.of(Topology.ROUTED, node), cni);
    this.kubelet = new Kubelet(this::look);
    this.guard = programs.guard(cni.folder());
    this.agent = guard;
  }

  /** The operator as it is built. */
  public static Path operatorJar(Path home) {
    return Programs.operatorJar(home);
  }

  /** Starts all but the pods, and returns once all is ready. */
  public static Site start(Places places, Clocks.Use use) throws IOException {
    Namespace node = Namespace.own("node");
    Kubernetes kubernetes = Kubernetes.start(places.work().resolve("kubernetes"));
    Site site = new Site(places, node, kubernetes, new Clocks(places.work(), use));
    kubernetes.apply(places.home().resolve("crds"));
    kubernetes.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=15s");
    kubernetes.apply(Tenants.beginning(places.work()));
    Files.createDirectories(site.programs.run());
    site.startOperators();
    for (int i = 0; i < REPLICAS; i++) {
      site.addSts();
    }
    site.startNode();
    return site;
  }

  private void startOperators() {
    for (int i = 0; i < REPLICAS; i++) {
      var unused = addOperator();
    }
    await(
        "the operator's Secrets",
        () -> volumes.show(Programs.TLS_SECRET) && volumes.show(Programs.KEYS_SECRET));
  }

  /** One more replica of the operator. */
  public Container addOperator() {
    Container operator = programs.operator(startedOperators++);
    operators.add(operator);
    kubelet.keep(operator);
    return operator;
  }

  /** Ends a replica of the operator as a rollout does. */
  public void remove(Container operator) {
    operators.remove(operator);
    kubelet.end(operator);
  }

  /** Whether one of the operator's replicas leads. */
  public boolean isLed() {
    Lease lease = client.leases().inNamespace(Tenants.SYSTEM).withName(Programs.LEASE).get();
    return lease != null
        && operators.stream()
            .map(Container::name)
            .map(Programs::pod)
            .anyMatch(pod -> pod.equals(lease.getSpec().getHolderIdentity()));
  }

  /** One more replica of sts, which is sent requests once it is ready. */
  public Replica addSts() throws IOException {
    int number = started++;
    Path disk = Files.createDirectory(work.resolve("disk-" + number));
    Shell.run(
        List.of("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "audit", disk.toString()));
    Replica replica = new Replica(number, programs.sts(number, disk), disk);
    replicas.add(replica);
    kubelet.keep(replica.container());
    return replica;
  }

  /** Ends a replica as a rollout does: it is sent no more requests, and asked to end. */
  public void remove(Replica replica) {
    replicas.remove(replica);
    look();
    kubelet.end(replica.container());
  }

  private void startNode() throws IOException {
    kubelet.keep(guard);
    await("the guard", () -> Files.exists(programs.run().resolve("interfaces.json")));
    await("sts", () -> areReady(replicas.stream().map(Replica::container).toList()));
    renewAgentToken();
    agent = newAgent();
    kubelet.keep(agent);
    await("the agent", agent::isReady);
    await("operators", () -> areReady(operators));
  }

  private Container newAgent() {
    ConfigMap bundle =
        client.configMaps().inNamespace(Tenants.SYSTEM).withName("rolecall-sts-ca").require();
    return programs.agent(agentToken(), String.valueOf(bundle.getData().get("ca.crt")));
  }

  /** Ends the agent as an upgrade does, and starts another. */
  public void replaceAgent() {
    kubelet.end(agent);
    agent = newAgent();
    kubelet.keep(agent);
  }

  /** Ends the node's pod, the guard with the agent, as an upgrade does, and starts another. */
  public void replaceNode() {
    kubelet.end(guard);
    guard = programs.guard(cni.folder());
    replaceAgent();
    kubelet.keep(guard);
  }

  private Path agentToken() {
    return work.resolve("agent.token");
  }

  private void renewAgentToken() {
    Volumes.replace(
        agentToken(),
        pods.token(Tenants.SYSTEM, Tenants.AGENT, Tenants.AGENT, "agent.rolecall.dev"));
    Unprivileged.own(agentToken());
  }

  /** Projects all tokens anew. */
  public void renewTokens() {
    pods.renewTokens();
    renewAgentToken();
  }

  /** What the kubelet and kube-proxy do besides, again and again. */
  private void look() {
    volumes.show(Programs.TLS_SECRET);
    volumes.show(Programs.KEYS_SECRET);
    service.lead(
        replicas.stream()
            .filter(replica -> replica.container().isReady())
            .map(replica -> Programs.portOfSts(replica.number()))
            .toList());
  }

  /** The replicas of sts. */
  public List<Replica> replicas() {
    return List.copyOf(replicas);
  }

  public List<Container> operators() {
    return List.copyOf(operators);
  }

  public Container agent() {
    return agent;
  }

  public Container guard() {
    return guard;
  }

  public Kubernetes kubernetes() {
    return kubernetes;
  }

  /** As an administrator. */
  public KubernetesClient client() {
    return client;
  }

  public Pods pods() {
    return pods;
  }

  public Clocks clocks() {
    return clocks;
  }

  /** Whether everything is ready that should be. */
  public boolean isReady() {
    return areReady(replicas.stream().map(Replica::container).toList())
        && areReady(operators)
        && agent.isReady();
  }

  private static boolean areReady(List<Container> containers) {
    return containers.stream().allMatch(Container::isReady);
  }

  /** The pods that ask all the time. */
  public static List<Workload> steady() {
    return Tenants.STEADY;
  }

  /** A pod that comes later, one a number. */
  public static Workload newcomer(int number) {
    return Tenants.newcomer(number);
  }

  /**
   * Waits.
   *
   * @param what for a complaint
   */
  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new RigException(what + ": not there after two minutes");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() {
    kubelet.close();
    pods.close();
    client.close();
    kubernetes.close();
  }
}
