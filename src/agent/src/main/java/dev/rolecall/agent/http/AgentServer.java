package dev.rolecall.agent.http;

import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.sts.AgentToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger.Level;
import java.util.List;

/** The agent's HTTP server: which request goes where, and what is refused before it gets there. */
public final class AgentServer {
  static final int MAX_CONNECTIONS = 1_024;

  private static final long MOST_UNANSWERED = 2L << 20;
  private static final System.Logger LOG = System.getLogger(AgentServer.class.getName());

  private static final AllowedMethods READ = AllowedMethods.of(HttpMethod.GET);
  private static final AllowedMethods CALL = AllowedMethods.of(HttpMethod.GET, HttpMethod.POST);

  private final ListenAddress listen;
  private final AgentToken agentToken;
  private final CredentialsResource credentials;
  private final StsPassThrough passThrough;
  private final OpenResponses responses = new OpenResponses();
  private final HeadRoom heads = new HeadRoom(MOST_UNANSWERED, 0);
  private final HttpServer http;
  private String lastHost = "";
  private int connections;

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
            .createHttpServer(ServerOptions.of(listen))
            .connectionHandler(this::admit)
            .requestHandler(this::handle);
  }

  /** Begins to listen; the port is the one that was found where any was wanted. */
  public Future<Integer> start() {
    return http.listen().map(HttpServer::actualPort);
  }

  /** Answers what has arrived, within a few seconds, and closes. */
  public Future<Void> stop() {
    return responses.finish().compose(done -> http.close());
  }

  private void admit(HttpConnection connection) {
    connections++;
    connection.closeHandler(closed -> connections--);
    if (connections > MAX_CONNECTIONS) {
      connection.close();
    }
    ConnectionWatch.begin(
        connection,
        heads.share("workload"),
        () -> LOG.log(Level.WARNING, "a connection is closed: too much is not answered yet"));
  }

  private void handle(HttpServerRequest request) {
    ConnectionWatch watch = ConnectionWatch.of(request.connection());
    watch.arrived(request.headers());
    responses.opened(request.response(), watch::answered);
    route(request);
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
      if (READ.allow(request)) {
        credentials.handle(request);
      }
    } else if ("/".equals(path)) {
      if (CALL.allow(request)) {
        passThrough.handle(request, String.valueOf(request.remoteAddress().hostAddress()));
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

  /**
   * Ready while the agent can prove to sts who it is; it does not need sts to serve what it has.
   */
  private void health(HttpServerRequest request) {
    HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain");
    if (READ.allow(request)) {
      agentToken
          .read()
          .onSuccess(token -> response.end("ok"))
          .onFailure(failure -> response.setStatusCode(503).end(failure.getMessage()));
    }
  }
}
