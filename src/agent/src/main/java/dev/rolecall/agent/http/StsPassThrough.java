package dev.rolecall.agent.http;

import dev.rolecall.agent.sts.StsAvailability;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Passes {@code POST /} and {@code GET /} on to sts, for SDKs whose {@code AWS_ENDPOINT_URL_STS} is
 * the agent. The client signed its {@code Host}, so that header goes on unchanged; sts is still
 * connected to, and its certificate checked, under its own name.
 */
public final class StsPassThrough {
  private static final long TIMEOUT_MS = 5_000;

  /** Headers of one connection (RFC 9110, 7.6.1), and the length, which is written anew. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "content-length");

  /**
   * A pod's own trace (W3C Trace Context, W3C Baggage), which is not for what is behind the agent
   * to go on with.
   */
  private static final List<String> OF_A_TRACE = List.of("traceparent", "tracestate", "baggage");

  private static final List<String> RELAYED =
      List.of("Content-Type", "x-amzn-RequestId", "Date", "Retry-After");

  private final HttpClient http;
  private final StsAvailability availability;
  private final CallerShares shares;

  /**
   * @param http a client whose default host is sts
   */
  public StsPassThrough(HttpClient http, StsAvailability availability, CallerShares shares) {
    this.http = http;
    this.availability = availability;
    this.shares = shares;
  }

  /**
   * @param caller whose limits they are: an address, a pod
   */
  public void handle(HttpServerRequest request, String caller) {
    HttpServerResponse response = request.response();
    if (!shares.enter(caller)) {
      response.putHeader("Retry-After", "1");
      new QueryError(400, "Throttling", "Rate exceeded").send(response);
      return;
    }
    BoundedBody.read(request)
        .onFailure(failure -> refuse(failure, response))
        .compose(body -> pass(request, body, caller))
        .onComplete(done -> shares.leave(caller));
  }

  /**
   * Answers, as STS would, somebody who is not let in.
   *
   * @param status 403, or 503 where it may be another in a moment
   */
  public static void turnAway(HttpServerResponse response, int status) {
    (status == 403
            ? new QueryError(403, "AccessDenied", "This connection is of no pod of the node.")
            : new QueryError(503, "ServiceUnavailable", "The pod is not known yet."))
        .send(response);
  }

  private static void refuse(Throwable failure, HttpServerResponse response) {
    if (response.closed()) {
      return;
    }
    response.putHeader("Connection", "close");
    (failure instanceof BoundedBody.TooLarge
            ? new QueryError(413, "RequestEntityTooLarge", "The body has more than 64 KiB.")
            : new QueryError(408, "RequestTimeout", "The body did not arrive in time."))
        .send(response);
  }

  private Future<Buffer> pass(HttpServerRequest request, Buffer body, String caller) {
    HttpServerResponse response = request.response();
    return send(request, body)
        .onSuccess(answer -> count(answer, caller))
        .compose(answer -> answer.body().onSuccess(content -> relay(answer, content, response)))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .onSuccess(done -> availability.answered())
        .onFailure(failure -> unavailable(failure, response));
  }

  private void count(HttpClientResponse answer, String caller) {
    if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
      shares.refused(caller);
    }
  }

  private Future<HttpClientResponse> send(HttpServerRequest request, Buffer body) {
    String query = request.query();
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setURI(query == null ? "/" : "/?" + query)
            .setTimeout(TIMEOUT_MS);
    return http.request(options)
        .compose((HttpClientRequest onward) -> {
          copyHeaders(request, onward.headers());
          return body.length() == 0 && !request.headers().contains("Content-Length")
              ? onward.send()
              : onward.send(body);
        });
  }

  private static void copyHeaders(HttpServerRequest request, MultiMap to) {
    Set<String> dropped = new HashSet<>(HOP_BY_HOP);
    OF_A_TRACE.stream().filter(name -> !isSigned(name, request)).forEach(dropped::add);
    for (String connection : request.headers().getAll("Connection")) {
      for (String name : connection.split(",", -1)) {
        dropped.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    dropped.remove("host");
    for (Map.Entry<String, String> header : request.headers()) {
      if (!dropped.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /** Whether a signature may be over the header of this name, and breaks without it. */
  private static boolean isSigned(String name, HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization != null && authorization.contains(name)
        || request.query() != null && request.query().contains(name);
  }

  private static void relay(
      HttpClientResponse answer, Buffer content, HttpServerResponse response) {
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(answer.statusCode());
    for (String name : RELAYED) {
      String value = answer.getHeader(name);
      if (value != null) {
        response.putHeader(name, value);
      }
    }
    response.end(content);
  }

  private void unavailable(Throwable failure, HttpServerResponse response) {
    availability.away(StsAvailability.reason(failure));
    if (!response.closed() && !response.ended()) {
      new QueryError(503, "ServiceUnavailable", "STS cannot be reached now.").send(response);
    }
  }
}
