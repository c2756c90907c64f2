package dev.rolecall.sts.http;

import dev.rolecall.observe.trace.RequestTrace;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.connection.ConnectionWatch;
import dev.rolecall.sts.limit.Caller;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads a bounded body, asks an endpoint, and writes its answer on the request's own context. */
public final class EndpointHandler implements Handler<RoutingContext> {
  private static final Logger LOG = Logger.getLogger(EndpointHandler.class);
  private static final String HOST = "Host";
  private static final long LEAVING_SECONDS = 10;

  private final Supplier<Optional<HttpEndpoint>> endpoint;
  private final HttpFailures failures;
  private final int bodyLimit;
  private final Intake intake;
  private final RequestObserver observer;
  private final HttpDates dates = new HttpDates();

  /** A request whose head is here, and who watches what becomes of it. */
  private record Arrival(
      HttpServerRequest request, Context context, RequestObserver.Observed observed) {
    HttpServerResponse response() {
      return request.response();
    }
  }

  /**
   * @param endpoint empty as long as nothing may be decided
   */
  public EndpointHandler(
      Supplier<Optional<HttpEndpoint>> endpoint,
      HttpFailures failures,
      int bodyLimit,
      Intake intake,
      RequestObserver observer) {
    this.endpoint = endpoint;
    this.failures = failures;
    this.bodyLimit = bodyLimit;
    this.intake = intake;
    this.observer = observer;
  }

  @Override
  public void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Context context = routing.vertx().getOrCreateContext();
    if (!isInBounds(request)) {
      request.connection().close();
      return;
    }
    Arrival arrival = new Arrival(request, context, observer.arrived(request));
    RequestHead.problem(request)
        .ifPresentOrElse(why -> end(arrival, why), () -> read(routing, arrival));
  }

  private static boolean isInBounds(HttpServerRequest request) {
    return ConnectionWatch.of(request.connection())
        .map(watch -> {
          request.response().endHandler(end -> watch.requestAnswered());
          return watch.requestArrived(request.version());
        })
        .orElse(true);
  }

  private void end(Arrival arrival, String why) {
    HttpServerRequest request = arrival.request();
    request.response().putHeader("Connection", "close");
    request.response().endHandler(end -> request.connection().close());
    unheard(request, Unheard.Why.MALFORMED);
    write(arrival, failures.malformed(why));
  }

  private void read(RoutingContext routing, Arrival arrival) {
    HttpServerRequest request = arrival.request();
    Optional<X509Certificate> certificate = ClientCertificates.of(request);
    Caller caller = intake.limits().caller(address(request));
    IncomingBody body = new IncomingBody(request, caller.network(), bodyLimit, intake.quota());
    body.read(routing.vertx())
        .onSuccess(bytes -> answer(call(arrival, bytes, caller, certificate), arrival, body))
        .onFailure(failure -> {
          body.release();
          refuse(failure, arrival);
        });
  }

  private void refuse(Throwable failure, Arrival arrival) {
    HttpServerRequest request = arrival.request();
    if (!(failure instanceof IncomingBody.Unread unread)) {
      return; // Whoever sent it is not there any more.
    }
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader("Connection", "close");
      if (unread.reason() == IncomingBody.Reason.TOO_SLOW) {
        request.response().endHandler(end -> request.connection().close());
      } else {
        // One that sends still must be heard out: it would not see the answer.
        request.endHandler(end -> request.connection().close());
      }
    }
    unheard(
        request,
        switch (unread.reason()) {
          case TOO_LARGE -> Unheard.Why.TOO_LARGE;
          case TOO_SLOW -> Unheard.Why.TOO_SLOW;
          case NO_ROOM -> Unheard.Why.NO_ROOM;
        });
    write(
        arrival,
        switch (unread.reason()) {
          case TOO_LARGE -> failures.tooLarge(bodyLimit);
          case TOO_SLOW -> failures.tooSlow();
          case NO_ROOM -> failures.noRoom();
        });
  }

  private void unheard(HttpServerRequest request, Unheard.Why why) {
    intake
        .unheard()
        .refused(failures, address(request), orElse(request.getHeader("User-Agent"), ""), why);
  }

  private void answer(HttpCall call, Arrival arrival, IncomingBody body) {
    start(call, arrival.request())
        .whenComplete((answer, failure) -> {
          HttpAnswer known = failure == null ? answer : failed(failure);
          if (arrival.context().equals(Vertx.currentContext())) {
            finish(arrival, known, body);
          } else {
            arrival.context().runOnContext(here -> finish(arrival, known, body));
          }
        });
  }

  private void finish(Arrival arrival, HttpAnswer answer, IncomingBody body) {
    body.release();
    if (answer.rest().isEmpty()) {
      write(arrival, answer);
    } else if (arrival.response().closed()) {
      answer.rest().get().closed();
    } else {
      arrival.observed().answered(answer);
      writeHead(arrival.response(), answer);
      ResponseSink.begin(arrival.request(), arrival.context(), answer.rest().get());
    }
  }

  private CompletionStage<HttpAnswer> start(HttpCall call, HttpServerRequest request) {
    try {
      return endpoint
          .get()
          .map(ready -> ready.handle(call))
          .orElseGet(() -> {
            unheard(request, Unheard.Why.NOT_READY);
            leave(request);
            return CompletableFuture.completedFuture(failures.notReady());
          });
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Another replica may be ready: whoever keeps his connection, as agents and SDKs do, would never
   * come to it.
   */
  private static void leave(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (request.version() == HttpVersion.HTTP_2) {
      // What is being answered is; nothing new is begun (RFC 9113, 6.8).
      connection.shutdown(LEAVING_SECONDS, TimeUnit.SECONDS);
    } else {
      request.response().putHeader("Connection", "close");
      request.response().endHandler(end -> connection.close());
    }
  }

  private HttpAnswer failed(Throwable failure) {
    LOG.error("A request failed; it was answered with an internal error", failure);
    return failures.failed();
  }

  private static HttpCall call(
      Arrival arrival, byte[] body, Caller caller, Optional<X509Certificate> certificate) {
    HttpServerRequest request = arrival.request();
    List<Header> headers = new ArrayList<>();
    request.headers().forEach((name, value) -> headers.add(new Header(name, value)));
    if (!request.headers().contains(HOST) && request.authority() != null) {
      headers.add(new Header(HOST, request.authority().toString()));
    }
    return new HttpCall(
        request.method().name(),
        orElse(request.path(), "/"),
        orElse(request.query(), ""),
        headers,
        body,
        caller,
        certificate,
        RequestTrace.of(arrival.context()));
  }

  private static String address(HttpServerRequest request) {
    return request.remoteAddress() == null ? "" : orElse(request.remoteAddress().hostAddress(), "");
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }

  /** SDKs correct their clocks by the Date header, so it is always there. */
  private void write(Arrival arrival, HttpAnswer answer) {
    HttpServerResponse response = arrival.response();
    arrival.observed().answered(answer);
    if (response.ended() || response.closed()) {
      return;
    }
    writeHead(response, answer);
    response.end(Buffer.buffer(answer.body()));
  }

  private void writeHead(HttpServerResponse response, HttpAnswer answer) {
    response.setStatusCode(answer.status());
    response.putHeader("Date", dates.at(intake.clock().instant()));
    response.putHeader("Content-Type", answer.contentType());
    response.putHeader("Cache-Control", "no-store");
    answer.headers().forEach(response::putHeader);
  }
}
