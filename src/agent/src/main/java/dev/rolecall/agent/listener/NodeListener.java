package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.http.ConnectionWatch;
import dev.rolecall.agent.http.HttpError;
import dev.rolecall.agent.http.OpenResponses;
import dev.rolecall.agent.http.ServerOptions;
import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.limit.OpenConnections;
import dev.rolecall.limit.OpenConnections.Admission;
import io.netty.channel.Channel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One address of the node: listens as soon as there is such an address, admits connections by fair
 * shares, and lets in requests that were meant for it, of callers that do not ask for too much.
 */
public final class NodeListener {
  /** Whoever asks too often waits for the no, and asks less often by that. */
  static final Duration THROTTLED = Duration.ofMillis(100);

  private static final Duration BIND_PAUSE = Duration.ofMillis(500);
  private static final System.Logger LOG = System.getLogger(NodeListener.class.getName());

  private static final AttributeKey<Connection> ARRIVAL = AttributeKey.valueOf("rolecall.arrival");

  private static final IntegerUnixChannelOption IPV4_HOPS =
      new IntegerUnixChannelOption("IP_TTL", 0, 2);
  private static final IntegerUnixChannelOption IPV6_HOPS =
      new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", 41, 16);

  private final Vertx vertx;
  private final Service service;
  private final ListenAddress listen;
  private final Gate gate;
  private final ConnectionRoom<HttpConnection> room;
  private final ServedPods served;
  private final OpenResponses responses = new OpenResponses();
  private ServiceHosts hosts;
  private HttpServer http;
  private boolean waiting;
  private boolean listening;
  private boolean stopped;

  /**
   * What is served at an address.
   *
   * @param name {@code eks}, {@code ecs} or {@code imds}
   * @param hopLimit how many hosts an answer may pass on its way; empty for as many as usual
   */
  public record Service(String name, NodeResource resource, OptionalInt hopLimit) {}

  /**
   * @param room for connections of all addresses together
   */
  public NodeListener(
      Vertx vertx,
      Service service,
      ListenAddress listen,
      Gate gate,
      ConnectionRoom<HttpConnection> room) {
    this.vertx = vertx;
    this.service = service;
    this.listen = listen;
    this.gate = gate;
    this.room = room;
    this.served = new ServedPods(gate.callers());
    this.hosts = new ServiceHosts(listen);
    this.http = server();
  }

  private HttpServer server() {
    return vertx
        .createHttpServer(ServerOptions.of(listen))
        .connectionHandler(this::admit)
        .requestHandler(this::handle);
  }

  /** Begins to listen, now or when the address is there. */
  public void start() {
    http.listen()
        .onSuccess(bound -> {
          listening = true;
          hosts = new ServiceHosts(new ListenAddress(listen.host(), bound.actualPort()));
          LOG.log(System.Logger.Level.INFO, "listening on {0} ({1})", listen, service.name());
        })
        .onFailure(this::waitForTheAddress);
  }

  private void waitForTheAddress(Throwable failure) {
    if (!stopped) {
      if (!waiting) {
        LOG.log(System.Logger.Level.INFO, "waiting to listen on " + listen + ": " + failure);
      }
      waiting = true;
      http = server();
      gate.timers().after(BIND_PAUSE, this::start);
    }
  }

  /** Whether requests are let in. */
  public boolean isListening() {
    return listening;
  }

  public ListenAddress address() {
    return listen;
  }

  /** The port it listens on, once it does. */
  public int port() {
    return http.actualPort();
  }

  /** Answers what has arrived, within a few seconds, and closes. */
  public Future<Void> stop() {
    stopped = true;
    return responses.finish().compose(done -> http.close());
  }

  /** Ends connections whose pod is not at their other end any more. */
  public void endOutlived() {
    served.endOutlived();
  }

  private void admit(HttpConnection connection) {
    Connection arrival = gate.arrivals().of(connection);
    Caller caller = gate.callers().of(arrival);
    String source = Gate.who(caller, arrival);
    OpenConnections<HttpConnection> connections = room.of(caller);
    connection.closeHandler(closed -> {
      connections.close(source, connection);
      served.closed(connection);
    });
    switch (connections.open(source, connection)) {
      case Admission.Admitted<HttpConnection>() -> {}
      case Admission.AdmittedInsteadOf<HttpConnection>(var other) -> other.close();
      case Admission.Refused<HttpConnection>() -> {
        gate.refused(service.name(), arrival, "TooManyConnections", "too many connections");
        connection.close();
      }
    }
    channel(connection).attr(ARRIVAL).set(arrival);
    ConnectionWatch.begin(
        connection,
        room.headsOf(caller).share(source),
        () ->
            gate.refused(service.name(), arrival, "TooMuchAtOnce", "too much is not answered yet"));
    service.hopLimit().ifPresent(hops -> limitHops(connection, arrival, hops));
  }

  private static void limitHops(HttpConnection connection, Connection arrival, int hops) {
    channel(connection)
        .config()
        .setOption(arrival.source() instanceof Inet6Address ? IPV6_HOPS : IPV4_HOPS, hops);
  }

  private static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }

  private void handle(HttpServerRequest request) {
    long began = System.nanoTime();
    ConnectionWatch watch = ConnectionWatch.of(request.connection());
    Connection connection = channel(request.connection()).attr(ARRIVAL).get();
    Caller caller = gate.callers().of(connection);
    served.note(request.connection(), connection, caller);
    PodShares.Share share = gate.shares().of(Gate.who(caller, connection));
    boolean let = share.enter();
    boolean meant = hosts.areMeantBy(request.headers().getAll(HttpHeaders.HOST));
    watch.arrived(request.headers());
    responses.opened(
        request.response(),
        () -> {
          watch.answered();
          served.noteIfNew(request.connection(), connection);
          gate.responses()
              .answered(
                  service.name(), request.response().getStatusCode(), System.nanoTime() - began);
          if (!meant) {
            // Nobody reads what was sent after it.
            request.connection().close();
          }
          if (let) {
            share.leave();
          }
        });
    if (!let) {
      throttle(request, connection);
    } else if (!meant) {
      gate.refused(service.name(), connection, "ForeignHost", "the Host header names another host");
      request.response().putHeader("Connection", "close");
      refuse(
          request,
          new HttpError(
              403,
              "AccessDeniedException",
              "The Host header does not name this address: " + hosts));
    } else {
      service.resource().handle(request, connection);
    }
  }

  private void throttle(HttpServerRequest request, Connection connection) {
    gate.refused(service.name(), connection, "TooManyRequests", "too many requests");
    gate.timers()
        .after(
            THROTTLED,
            () -> refuse(request, new HttpError(429, "ThrottlingException", "Too many requests.")));
  }

  private static void refuse(HttpServerRequest request, HttpError error) {
    HttpServerResponse response = request.response();
    if (!response.closed()) {
      error.send(response);
    }
  }
}
