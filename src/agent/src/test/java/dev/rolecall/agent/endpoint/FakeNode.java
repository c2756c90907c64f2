package dev.rolecall.agent.endpoint;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.PodCredentials;
import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePods;
import dev.rolecall.agent.node.PodPermissions;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Secret;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.session.Credentials;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** A node with pods, whose connections and credentials are what a test says. */
public final class FakeNode implements NodePods {
  public static final PodPermissions ALL = new PodPermissions(true, true, true);

  /** The end of all credentials. */
  public static final Instant EXPIRATION = Instant.parse("2026-03-01T13:00:00Z");

  private final List<Refusal> refusals = new ArrayList<>();
  private Optional<NodeFacts> facts =
      Optional.of(
          new NodeFacts(
              "node-a",
              "11111111-2222-3333-4444-555555555555",
              "rolecall",
              "eu-west-1",
              Optional.of("eu-west-1b"),
              Optional.of("m7g.large"),
              Optional.of("amd64"),
              Optional.of(Samples.ROLE)));
  private Function<String, CredentialAnswer> answer = FakeNode::granted;
  private final Map<Connection, Caller> callers = new HashMap<>();

  private static CredentialAnswer granted(String who) {
    return new CredentialAnswer.Granted(
        new ContainerCredentials(
            new Credentials(
                new AccessKeyId(Samples.KEY_ID),
                new Secret("secret of " + who),
                new Secret("the-session-token"),
                EXPIRATION),
            Samples.ACCOUNT,
            Optional.of(Samples.ROLE)));
  }

  /** From now on everybody gets this for credentials. */
  public void gives(CredentialAnswer all) {
    answer = who -> all;
  }

  /** From now on it is as before the node was told. */
  public void forgetsItself() {
    facts = Optional.empty();
  }

  /** The node's own facts. */
  public void is(NodeFacts other) {
    facts = Optional.of(other);
  }

  /** The codes of what was refused. */
  public List<String> refused() {
    return refusals.stream().map(Refusal::code).toList();
  }

  public List<Refusal> refusals() {
    return refusals;
  }

  /** What the endpoints are told of it. */
  public NodeServices services() {
    return new NodeServices(
        connection ->
            CompletableFuture.completedFuture(
                callers.getOrDefault(connection, new Caller.Stranger("nobody"))),
        this,
        new Given(),
        refusals::add);
  }

  /** A connection of {@code caller}. */
  public Connection connect(Caller caller) {
    Connection connection = new Connection(InetAddress.getLoopbackAddress(), 10 + callers.size());
    callers.put(connection, caller);
    return connection;
  }

  public Connection connect(NodePod pod) {
    return connect(new Caller.Pod(pod));
  }

  /** Number {@code n} of them, with an id of its own and two containers. */
  public static NodePod pod(int n, PodPermissions allowed) {
    return new NodePod(
        new PodRef("shop", "web-" + n, "0000000%d-aaaa-bbbb-cccc-dddddddddddd".formatted(n)),
        new ServiceAccountRef("shop", "web"),
        Optional.of(Samples.ACCOUNT),
        Set.of(address("10.0.0." + n), address("fd00::" + n)),
        false,
        allowed,
        "shape",
        Optional.of(credentialsId(n)),
        Map.of("app.kubernetes.io/name", "shop-web", "tier", "front"),
        Optional.of(Instant.parse("2026-03-01T11:00:00Z")),
        List.of(container("web", n), container("web-log", n)));
  }

  public static String credentialsId(int n) {
    return Integer.toString(n).repeat(64).substring(0, 64);
  }

  private static NodeContainer container(String name, int pod) {
    return new NodeContainer(
        name,
        "registry.example/" + name + ":1",
        "registry.example/" + name + "@sha256:ab",
        name.equals("web") ? "c0ffee" + pod : "beef" + pod,
        Optional.of(Instant.parse("2026-03-01T11:00:05Z")),
        Optional.empty(),
        OptionalLong.empty(),
        2,
        OptionalDouble.of(0.5),
        OptionalLong.of(268_435_456));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request with headers, each {@code Name: value}. */
  public static EndpointRequest request(
      Connection connection, String method, String target, String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (String header : headers) {
      String[] parts = header.split(":", 2);
      all.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(parts[1].strip());
    }
    return new EndpointRequest(
        method,
        target,
        name -> all.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()),
        connection);
  }

  @Override
  public Optional<NodeFacts> node() {
    return facts;
  }

  @Override
  public Optional<NodePod> find(String uid) {
    return all().stream().filter(pod -> pod.pod().uid().equals(uid)).findFirst();
  }

  @Override
  public List<NodePod> at(InetAddress address) {
    return all().stream().filter(pod -> pod.addresses().contains(address)).toList();
  }

  @Override
  public Collection<NodePod> all() {
    List<NodePod> pods = new ArrayList<>();
    for (Caller caller : callers.values()) {
      if (caller instanceof Caller.Pod(NodePod pod)) {
        pods.add(pod);
      }
    }
    return pods;
  }

  @Override
  public void onPod(Consumer<NodePod> observer) {}

  @Override
  public void onGone(Consumer<String> observer) {}

  private final class Given implements PodCredentials {
    @Override
    public CompletionStage<CredentialAnswer> imds(NodePod pod) {
      return CompletableFuture.completedFuture(answer.apply("imds " + pod.pod().name()));
    }

    @Override
    public CompletionStage<CredentialAnswer> ecs(NodePod pod) {
      return CompletableFuture.completedFuture(answer.apply("ecs " + pod.pod().name()));
    }

    @Override
    public CompletionStage<CredentialAnswer> node() {
      return CompletableFuture.completedFuture(answer.apply("node"));
    }
  }
}
