package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.cluster.Tokens;
import dev.rolecall.isolation.fake.FakeImds;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.foothold.Launcher;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.program.Program;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Outside;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Topology;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** A node with its network and its pods, each with a process in it. */
public final class Stage implements AutoCloseable {
  private final Namespace node;
  private final PodNetwork network;
  private final Outside outside;
  private final Tokens tokens;
  private final Places places;
  private final Foothold onHost;
  private final Foothold hostPod;
  private final Map<Pod, Attachment> attachments = new LinkedHashMap<>();
  private final Map<Pod, Foothold> footholds = new LinkedHashMap<>();
  private Optional<Succession> succession = Optional.empty();
  private Optional<Program> imds = Optional.empty();

  private Stage(Namespace node, Topology topology, Places places) {
    this.node = node;
    this.network = PodNetwork.of(topology, node);
    this.outside = Outside.make(node);
    this.tokens = Tokens.withNewKey(Clock.systemUTC());
    this.places = places;
    this.onHost = places.footholds().root(node);
    this.hostPod = places.footholds().user(node);
  }

  /** A node with all pods of the cast, and the real metadata service behind it. */
  public static Stage make(Topology topology, Places places) {
    Stage stage = new Stage(Namespace.make("node"), topology, places);
    Cast.onNode().forEach(stage::enter);
    return stage;
  }

  /**
   * The scene with a defence, which does not stand yet.
   *
   * @param chosen makes it
   */
  public Scene scene(Topology topology, BiFunction<Stage, Places, Defence> chosen)
      throws IOException {
    Program service =
        Program.start(
            "the fake metadata service",
            outside.namespace().command(places.own(FakeImds.class, List.of())),
            Map.of(),
            places.log("imds"));
    service.await(() -> service.log().contains("ready"));
    imds = Optional.of(service);
    Defence defence = chosen.apply(this, places);
    for (Map.Entry<Pod, Attachment> pod : attachments.entrySet()) {
      defence.attached(pod.getKey(), pod.getValue());
    }
    succession = Optional.of(new Succession(this, defence));
    return new Scene(topology, this, defence, service);
  }

  void enter(Pod pod) {
    Attachment attachment = network.attach(pod.place());
    attachments.put(pod, attachment);
    footholds.put(pod, launcher().root(attachment.namespace()));
  }

  void leave(Pod pod) {
    Foothold foothold = footholds.remove(pod);
    if (foothold != null) {
      foothold.close();
    }
    Attachment attachment = attachments.remove(pod);
    if (attachment != null) {
      network.detach(attachment);
    }
  }

  Foothold foothold(Pod pod) {
    return Optional.ofNullable(footholds.get(pod))
        .orElseThrow(() -> new RigException(pod.name() + " is not there"));
  }

  Attachment attachment(Pod pod) {
    return Objects.requireNonNull(attachments.get(pod), pod.name());
  }

  /** A process of the node itself, as root. */
  public Foothold onHost() {
    return onHost;
  }

  Foothold hostPod() {
    return hostPod;
  }

  Launcher launcher() {
    return places.footholds();
  }

  /** The node's network. */
  public Namespace node() {
    return node;
  }

  PodNetwork network() {
    return network;
  }

  /** The cluster's issuer. */
  public Tokens tokens() {
    return tokens;
  }

  Succession succession() {
    return succession.orElseThrow();
  }

  @Override
  public void close() {
    footholds.values().forEach(Foothold::close);
    onHost.close();
    hostPod.close();
    imds.ifPresent(Program::close);
    attachments.values().forEach(network::detach);
    outside.close();
    node.close();
  }
}
