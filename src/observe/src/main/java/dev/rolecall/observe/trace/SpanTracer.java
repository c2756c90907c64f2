package dev.rolecall.observe.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.MultiMap;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests that Vert.x serves, and of those that it sends on their behalf (W3C Trace
 * Context between programs, OTLP over HTTP to the collector). What is traced is which route, which
 * status and which request id: nothing that a caller wrote.
 */
final class SpanTracer implements VertxTracer<ServedRequest, Span> {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  /** The one of the answer and of the audit event. */
  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");

  private static final String REQUEST_ID_HEADER = "x-amzn-RequestId";
  private static final String PARENT = "traceparent";

  /** For how long after its answer what is asked again for a request is still part of its trace. */
  private static final long REPEATS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int LONGEST_ID = 64;
  private static final int MOST_WAITING = 2_048;
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "HEAD");

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param exporters what a span goes to at its end
   */
  SpanTracer(String program, Sampler sampler, SpanProcessor exporters) {
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), program)))
            .setSampler(sampler)
            .addSpanProcessor(exporters)
            .build();
    this.tracer = provider.get("dev.rolecall");
  }

  static SpanTracer start(String program, TraceSettings settings) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString())
            .setTimeout(5, TimeUnit.SECONDS)
            .build();
    return new SpanTracer(
        program,
        new ShareSampler(settings.share(), System::nanoTime),
        BatchSpanProcessor.builder(exporter)
            .setMaxQueueSize(MOST_WAITING)
            .setScheduleDelay(1, TimeUnit.SECONDS)
            .build());
  }

  @Override
  public <R> @Nullable ServedRequest receiveRequest(
      io.vertx.core.Context context,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Entry<String, String>> headers,
      TagExtractor<R> tags) {
    Optional<String> route =
        request instanceof HttpRequest http ? Routes.of(http.uri()) : Optional.empty();
    if (route.isEmpty()) {
      return null;
    }
    ServedRequest served =
        new ServedRequest(
            builder(SpanKind.SERVER, method(operation), route.get())
                .setStartTimestamp(Instant.now()),
            named(headers));
    context.putLocal(RequestTrace.LOCAL, served);
    return served;
  }

  @Override
  public <R> void sendResponse(
      io.vertx.core.Context context,
      @Nullable R response,
      @Nullable ServedRequest served,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    if (served != null) {
      served.answered(System.nanoTime());
      end(served.span(), response, failure);
    }
  }

  @Override
  public <R> @Nullable Span sendRequest(
      io.vertx.core.Context context,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    @Nullable ServedRequest served = context.getLocal(RequestTrace.LOCAL);
    if (served == null
        || policy == TracingPolicy.IGNORE
        || served.answeredFor(System.nanoTime()) > REPEATS_NANOS
        || !(request instanceof HttpRequest http)
        // Signed by the pod's SDK: it stays as it is, and sts makes nothing of it.
        || namesATrace(http)) {
      return null;
    }
    Span span =
        builder(SpanKind.CLIENT, method(operation), Routes.of(http.uri()).orElse("other"))
            .setParent(Context.root().with(served.span()))
            .startSpan();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.root().with(span),
            headers,
            (carrier, name, value) -> {
              if (carrier != null && name.equals(PARENT)) {
                carrier.accept(name, value);
              }
            });
    return span;
  }

  @Override
  public <R> void receiveResponse(
      io.vertx.core.Context context,
      @Nullable R response,
      @Nullable Span span,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    if (span != null) {
      end(span, response, failure);
    }
  }

  @Override
  public void close() {
    provider.shutdown().join(2, TimeUnit.SECONDS);
  }

  /** Vert.x has no headers at all where nobody set one. */
  private static boolean namesATrace(HttpRequest request) {
    @Nullable MultiMap headers = request.headers();
    return headers != null && headers.contains(PARENT);
  }

  private static Context named(Iterable<Entry<String, String>> headers) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, ParentOnly.GET);
  }

  private SpanBuilder builder(SpanKind kind, String method, String route) {
    return tracer
        .spanBuilder(method + " " + route)
        .setSpanKind(kind)
        .setAttribute(METHOD, method)
        .setAttribute(ROUTE, route);
  }

  /** Methods are what callers write, too. */
  private static String method(String operation) {
    return METHODS.contains(operation) ? operation : "other";
  }

  private static void end(Span span, @Nullable Object response, @Nullable Throwable failure) {
    if (response instanceof HttpResponse http) {
      span.setAttribute(STATUS, (long) http.statusCode());
      String id = http.headers().get(REQUEST_ID_HEADER);
      if (id != null) {
        span.setAttribute(REQUEST_ID, id.substring(0, Math.min(id.length(), LONGEST_ID)));
      }
      if (http.statusCode() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    if (failure != null) {
      // Its text is for the log: nobody checked what is in it.
      span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }
    span.end();
  }

  /** The one header that is read: a trace's state may be long, and is of no use here. */
  private enum ParentOnly implements TextMapGetter<Iterable<Entry<String, String>>> {
    GET;

    @Override
    public Iterable<String> keys(Iterable<Entry<String, String>> headers) {
      return List.of(PARENT);
    }

    @Override
    public @Nullable String get(@Nullable Iterable<Entry<String, String>> headers, String name) {
      if (headers == null || !name.equals(PARENT)) {
        return null;
      }
      for (Map.Entry<String, String> header : headers) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue();
        }
      }
      return null;
    }
  }
}
