package dev.rolecall.operator.admission;

import dev.rolecall.limit.BodyQuota;
import dev.rolecall.operator.admission.AdmissionReviews.BadReview;
import dev.rolecall.operator.tls.TlsMaterial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The HTTPS server of the webhooks. It is not started before there is a certificate and the caches
 * are filled, so that nothing is decided on half of the state.
 */
public final class WebhookServer {
  private static final Logger LOG = Logger.getLogger(WebhookServer.class);

  /** The API server takes objects of 3 MiB at most, and an update brings two. */
  private static final int LARGEST_BODY = 8 << 20;

  private static final long HELD_OF_ALL = 64L << 20;
  private static final long HELD_OF_ONE = 24L << 20;

  private static final int BAD_REQUEST = 400;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int INTERNAL_ERROR = 500;

  private final HttpServer server;

  private WebhookServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 takes any
   * @param webhooks by path
   */
  public static Future<WebhookServer> start(
      Vertx vertx, int port, TlsMaterial tls, Map<String, Admission> webhooks) {
    Router router = Router.router(vertx);
    router
        .post()
        .handler(new ReviewGate(LARGEST_BODY, new BodyQuota(HELD_OF_ALL, HELD_OF_ONE)))
        .failureHandler(WebhookServer::refuse);
    webhooks.forEach((path, admission) ->
        router
            .post(path)
            .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
            .handler(context -> answer(context, admission))
            .failureHandler(WebhookServer::refuse));
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(keyAndCertificate(tls))
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
            .setIdleTimeout(120);
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen(port)
        .map(WebhookServer::new);
  }

  public int port() {
    return server.actualPort();
  }

  /** Serves new connections with another certificate. */
  public Future<Boolean> renew(TlsMaterial tls) {
    return server.updateSSLOptions(new SSLOptions().setKeyCertOptions(keyAndCertificate(tls)));
  }

  public Future<Void> close() {
    return server.close();
  }

  private static PemKeyCertOptions keyAndCertificate(TlsMaterial tls) {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(tls.certificate()))
        .addKeyValue(Buffer.buffer(tls.key().reveal()));
  }

  private static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private static void answer(RoutingContext context, Admission admission) {
    if (!isJson(context.request())) {
      fail(context, UNSUPPORTED_MEDIA_TYPE, "expected Content-Type application/json");
      return;
    }
    AdmissionRequest request;
    try {
      Buffer body = context.body().buffer();
      request = AdmissionReviews.read(body == null ? new byte[0] : body.getBytes());
    } catch (BadReview e) {
      fail(context, BAD_REQUEST, e.explanation());
      return;
    }
    Future.fromCompletionStage(
            AdmissionReviews.answer(admission, request), context.vertx().getOrCreateContext())
        .onSuccess(
            review -> context.response().putHeader("Content-Type", "application/json").end(review))
        .onFailure(failure -> {
          LOG.errorf(failure, "review %s of a %s failed", request.uid(), request.kind());
          fail(context, INTERNAL_ERROR, "the operator failed; its log says why");
        });
  }

  /** What the body handler refuses (a body that is too large), and what nobody expected. */
  private static void refuse(RoutingContext context) {
    int status = context.statusCode() > 0 ? context.statusCode() : INTERNAL_ERROR;
    if (status == INTERNAL_ERROR) {
      LOG.error("a review failed", context.failure());
    }
    fail(context, status, "the request cannot be answered");
  }

  private static void fail(RoutingContext context, int status, String message) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(message + "\n");
  }
}
