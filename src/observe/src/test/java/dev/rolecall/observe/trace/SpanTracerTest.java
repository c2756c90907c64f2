package dev.rolecall.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that asks itself on behalf of its callers, where {@code /agent/...} are known ones. */
class SpanTracerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String NAMED = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final EndedSpans spans = new EndedSpans();
  private final BlockingQueue<Optional<String>> behind = new LinkedBlockingQueue<>();
  private final HttpClient caller = HttpClient.newHttpClient();
  private final Vertx vertx =
      Vertx.builder()
          .withTracer(options ->
              new SpanTracer(
                  "rolecall-test",
                  new ShareSampler(1, System::nanoTime),
                  SimpleSpanProcessor.create(spans)))
          .build();
  private int port;

  @BeforeEach
  void serve() throws Exception {
    port = await(vertx.createHttpServer().requestHandler(this::handle).listen(0)).actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    caller.close();
    await(vertx.close());
  }

  @Test
  void goesOnWithTheTraceOfACallerThatIsKnown() throws Exception {
    HttpResponse<String> answer = call("/agent/credentials");

    assertThat(answer.body()).isEqualTo(TRACE);
    SpanData span = spans.next();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void takesNoTraceFromAnybodyElse() throws Exception {
    HttpResponse<String> answer = call("/");

    SpanData span = spans.next();
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getTraceId()).isNotEqualTo(TRACE).isEqualTo(answer.body());
  }

  @Test
  void makesWhatIsAskedAgainAfterTheAnswerAPartOfTheTrace() throws Exception {
    call("/authorize");

    SpanData served = spans.next();
    assertThat(behind.poll(10, TimeUnit.SECONDS))
        .hasValueSatisfying(parent -> assertThat(parent).contains(served.getTraceId()));
    SpanData repeated = spans.ofName("GET /v1/credentials", served);
    assertThat(repeated.getParentSpanId()).isEqualTo(served.getSpanId());
  }

  @Test
  void tellsNoTraceToWhomItIsNotFor() throws Exception {
    call("/authorize/nginx");

    assertThat(behind.poll(10, TimeUnit.SECONDS)).isEmpty();
  }

  private void handle(HttpServerRequest request) {
    RequestTrace trace = RequestTrace.current();
    if (request.path().startsWith("/agent/")) {
      trace.callerIsKnown();
    }
    switch (request.path()) {
      case "/v1/credentials" -> behind.add(Optional.ofNullable(request.getHeader("traceparent")));
      case "/authorize" -> vertx.setTimer(20, later -> ask(TracingPolicy.PROPAGATE));
      case "/authorize/nginx" -> ask(TracingPolicy.IGNORE);
      default -> {}
    }
    request.response().end(trace.recordedId().orElse("none"));
  }

  private void ask(TracingPolicy policy) {
    vertx
        .createHttpClient(new HttpClientOptions().setTracingPolicy(policy))
        .request(HttpMethod.GET, port, "127.0.0.1", "/v1/credentials")
        .compose(HttpClientRequest::send)
        .compose(HttpClientResponse::body)
        .onFailure(failure -> behind.add(Optional.of(String.valueOf(failure))));
  }

  private HttpResponse<String> call(String path) throws Exception {
    return caller.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("traceparent", NAMED)
            .build(),
        BodyHandlers.ofString());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
