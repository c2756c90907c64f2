package dev.rolecall.agent.http;

import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.sts.AgentToken;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The agent's HTTP server: which request goes where, and what is refused before it gets there. */
public final class AgentServer {
  static final int MAX_CONNECTIONS = 1_024;

  /**
   * Room for a session token of 4,096 bytes, in a header or, presigned and escaped, in the line.
   */
  private static final int MAX_HEAD = 16_384;

  private static final int IDLE_SECONDS = 60;
  private static final long GRACE_MS = 3_000;

  private final ListenAddress listen;
  private final AgentToken agentToken;
  private final CredentialsResource credentials;
  private final StsPassThrough passThrough;
  private final Set<HttpServerResponse> open = new HashSet<>();
  private final Promise<Void> idle = Promise.promise();
  private final HttpServer http;
  private String lastHost = "";
  private int connections;
  private boolean stopping;

  public AgentServer(
      Vertx vertx,
      ListenAddress listen,
      AgentToken agentToken,
      CredentialsResource credentials,
      StsPassThrough passThrough) {
    this.listen = listen;
    this.agentToken = agentToken;
    this.credentials = credentials;
    this.passThrough = passThrough;
    this.http =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(listen.host())
                    .setPort(listen.port())
                    .setHttp2ClearTextEnabled(false)
                    .setMaxHeaderSize(MAX_HEAD)
                    .setMaxInitialLineLength(MAX_HEAD)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setHandle100ContinueAutomatically(true))
            .connectionHandler(this::admit)
            .requestHandler(this::handle);
  }

  /** Begins to listen; the port is the one that was found where any was wanted. */
  public Future<Integer> start() {
    return http.listen().map(HttpServer::actualPort);
  }

  /** Answers what has arrived, within a few seconds, and closes. */
  public Future<Void> stop() {
    stopping = true;
    if (open.isEmpty()) {
      idle.tryComplete();
    }
    return idle.future()
        .timeout(GRACE_MS, TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .compose(done -> http.close());
  }

  private void admit(HttpConnection connection) {
    connections++;
    connection.closeHandler(closed -> connections--);
    if (connections > MAX_CONNECTIONS) {
      connection.close();
    }
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    open.add(response);
    response.endHandler(end -> done(response));
    response.closeHandler(closed -> done(response));
    if (stopping) {
      response.putHeader("Connection", "close");
    }
    route(request);
  }

  private void done(HttpServerResponse response) {
    open.remove(response);
    if (stopping && open.isEmpty()) {
      idle.tryComplete();
    }
  }

  private void route(HttpServerRequest request) {
    String path = request.path();
    if ("/healthz".equals(path)) {
      health(request);
      return;
    }
    if (!isMeantByIts(request.headers().getAll("Host"))) {
      new HttpError(
              403,
              "AccessDeniedException",
              "The Host header does not name this agent: use http://" + listen + ".")
          .send(request.response());
    } else if ("/v1/credentials".equals(path)) {
      if (allowed(request, HttpMethod.GET)) {
        credentials.handle(request);
      }
    } else if ("/".equals(path)) {
      if (allowed(request, HttpMethod.GET, HttpMethod.POST)) {
        passThrough.handle(request);
      }
    } else {
      new HttpError(404, "NotFoundException", "There is nothing at this path.")
          .send(request.response());
    }
  }

  /** Clients say the same host again and again, so the last good one is not looked at anew. */
  private boolean isMeantByIts(List<String> hosts) {
    if (hosts.size() != 1) {
      return false;
    }
    String host = hosts.getFirst();
    if (!host.equals(lastHost)) {
      if (!listen.isMeantBy(host)) {
        return false;
      }
      lastHost = host;
    }
    return true;
  }

  private static boolean allowed(HttpServerRequest request, HttpMethod... methods) {
    List<HttpMethod> list = List.of(methods);
    if (list.contains(request.method())) {
      return true;
    }
    String allow = String.join(", ", list.stream().map(HttpMethod::name).toList());
    request.response().putHeader("Allow", allow);
    new HttpError(405, "MethodNotAllowedException", "Here is only " + allow + ".")
        .send(request.response());
    return false;
  }

  /**
   * Ready while the agent can prove to sts who it is; it does not need sts to serve what it has.
   */
  private void health(HttpServerRequest request) {
    HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain");
    if (allowed(request, HttpMethod.GET)) {
      agentToken
          .read()
          .onSuccess(token -> response.end("ok"))
          .onFailure(failure -> response.setStatusCode(503).end(failure.getMessage()));
    }
  }
}
