package dev.rolecall.agent;

import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.config.ImdsConfig;
import dev.rolecall.agent.config.ListenConfig;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.config.PodLimits;
import dev.rolecall.agent.config.StsConfig;
import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.net.OpenAddress;
import dev.rolecall.agent.net.StsEndpoint;
import dev.rolecall.agent.process.CgroupCheck;
import dev.rolecall.audit.AuditOutput;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An agent of a node before a fake sts, both real servers on loopback. The kernel is a fake: a
 * connection from 127.0.1.N passes for one of 10.0.0.N that came in by interface 100 + N.
 */
public final class NodeFixture implements AutoCloseable {
  static final PodLimits LIMITS = new PodLimits(1_000, 16);

  private static final ListenAddress ANY = ListenAddress.parse("127.0.0.1:0");
  private static final OpenAddress ANY_OPEN = OpenAddress.parse("127.0.0.1:0");
  private static final long PAUSE_NANOS = 2_000_000;

  private final Vertx vertx = Vertx.vertx();
  private final FakeIssuer issuer =
      new FakeIssuer(NodeSts.ISSUER, Clock.systemUTC()).rotate("key-1");
  private final NodeSts sts;
  private final PodLimits limits;
  private final Path folder;
  private final List<String> audit = new CopyOnWriteArrayList<>();
  private final Map<String, Object> interfaces = new LinkedHashMap<>();
  private NodeAgent agent;
  private volatile int others;

  public NodeFixture(Path folder) {
    this(folder, LIMITS);
  }

  NodeFixture(Path folder, PodLimits limits) {
    this.folder = folder;
    write("agent.token", "the.agents.token");
    sts = new NodeSts(vertx, issuer);
    this.limits = limits;
    agent = agent(ANY, ANY, ANY);
    publish();
    Waiting.on(vertx.deployVerticle(agent));
  }

  private NodeAgent agent(ListenAddress eks, ListenAddress ecs, ListenAddress imds) {
    return new NodeAgent(
        new NodeConfig(
            new StsConfig(
                new StsEndpoint("127.0.0.1", sts.port(), false, Optional.empty()),
                folder.resolve("agent.token"),
                "rolecall"),
            new ListenConfig(List.of(eks), List.of(ecs), List.of(imds), ANY, Optional.of(ANY_OPEN)),
            limits,
            new ImdsConfig(
                ImdsConfig.Versions.SECOND_ONLY,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            folder,
            Set.of("pods.eks.amazonaws.com"),
            folder,
            CgroupCheck.WHERE_TOLD),
        new NodeAgent.Outside(this::arrival, new Lines(), Clock.systemUTC(), new SecureRandom()));
  }

  /** The agent ends, and another begins in its place, with nothing but what is in files. */
  public void restart() {
    NodeAgent next = agent(local(eksPort()), local(ecsPort()), local(imdsPort()));
    Waiting.on(vertx.undeploy(agent.deploymentID()));
    agent = next;
    Waiting.on(vertx.deployVerticle(agent));
    until(() -> status("/readyz").equals("ok"));
  }

  private static ListenAddress local(int port) {
    return new ListenAddress("127.0.0.1", port);
  }

  /**
   * From now on connections of 127.0.0.1 are the pod's at number {@code n}, as those of 127.0.1.n.
   */
  public NodeFixture everybodyElseIs(int n) {
    others = n;
    return this;
  }

  private final class Lines implements AuditOutput {
    @Override
    public void write(ByteBuffer lines) {
      audit.addAll(StandardCharsets.UTF_8.decode(lines).toString().lines().toList());
    }

    @Override
    public void close() {}
  }

  private Connection arrival(HttpConnection connection) {
    byte[] real = address(connection.remoteAddress().hostAddress()).getAddress();
    int n = real[2] == 1 ? real[3] : others;
    return n > 0
        ? new Connection(address("10.0.0." + n), 100 + n)
        : new Connection(address("127.0.0.1"), 1);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The guard learns of pod {@code name}'s interface {@code 100 + n}, with address 10.0.0.n. */
  public NodeFixture plug(String name, int n) {
    interfaces.put(
        name,
        Map.of(
            "name",
            "veth" + n,
            "index",
            100 + n,
            "throughIndex",
            100 + n,
            "addresses",
            List.of("10.0.0." + n),
            "namespace",
            "shop",
            "pod",
            name,
            "uid",
            name + "-uid",
            "sandbox",
            "s" + n));
    publish();
    return this;
  }

  void unplug(String name) {
    interfaces.remove(name);
    publish();
  }

  /** A pod that sts and the guard both know, and the agent too. */
  NodeFixture run(String name, int n) {
    plug(name, n);
    sts.tell(NodeSts.pod(name, "10.0.0." + n));
    until(() -> ask(n, token(name)).status() == 200);
    return this;
  }

  private void publish() {
    write(
        "interfaces.json",
        Json.write(
            Map.of(
                "generation", interfaces.size(), "interfaces", List.copyOf(interfaces.values()))));
  }

  private void write(String name, String text) {
    try {
      Path next = Files.writeString(folder.resolve("." + name), text);
      Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public NodeSts sts() {
    return sts;
  }

  FakeIssuer issuer() {
    return issuer;
  }

  List<String> audit() {
    return audit;
  }

  public int eksPort() {
    return agent.listeners().get(0).port();
  }

  public int ecsPort() {
    return agent.listeners().get(1).port();
  }

  public int imdsPort() {
    return agent.listeners().get(2).port();
  }

  /** The claims of a token of a pod of this node. */
  Map<String, Object> claims(String pod) {
    Map<String, Object> claims =
        issuer.claims("system:serviceaccount:shop:web", "pods.eks.amazonaws.com");
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace", "shop",
            "node", Map.of("name", "node-a", "uid", "node-uid"),
            "pod", Map.of("name", pod, "uid", pod + "-uid"),
            "serviceaccount", Map.of("name", "web", "uid", "sa-uid")));
    return claims;
  }

  public String token(String pod) {
    return issuer.sign(claims(pod));
  }

  /** Pod {@code n} asks for credentials; 0 is a process of the host's network. */
  Wire.Answer ask(int n, String token) {
    return get(n, eksPort(), "/v1/credentials", "Authorization: " + token);
  }

  Wire.Answer get(int n, int port, String path, String... headers) {
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\nHost: 127.0.0.1:" + port);
    for (String header : headers) {
      head.append('\n').append(header);
    }
    return Wire.exchange(source(n), port, head.toString(), "");
  }

  static InetAddress source(int n) {
    return address(n == 0 ? "127.0.0.1" : "127.0.1." + n);
  }

  public String status(String path) {
    return Wire.get(agent.statusPort(), path).body();
  }

  /** What the address for metrics alone answers. */
  public Wire.Answer metrics(String path) {
    return Wire.get(agent.metricsPort(), path);
  }

  /** Tries again and again: a loaded machine may be slow. */
  public static void until(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(end)) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("it did not become so");
  }

  @Override
  public void close() {
    Waiting.on(vertx.close());
  }
}
