package dev.rolecall.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareSamplerTest {
  private static final String ANY_SPAN = "b7ad6b7169203331";

  private final AtomicLong nanos = new AtomicLong();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void sendsNoMoreThanFitsHoweverManyTracesThereAre() {
    ShareSampler sampler = new ShareSampler(1, nanos::get);

    assertThat(chosen(sampler, 20_000)).isEqualTo(ShareSampler.MOST_A_SECOND);
    nanos.addAndGet(1_000_000_000);
    assertThat(chosen(sampler, 20_000)).isEqualTo(ShareSampler.MOST_A_SECOND);
  }

  @Test
  void holdsTheShareAlsoWhereTheProgramBeforeHoldsAnother() {
    ShareSampler tenth = new ShareSampler(0.1, nanos::get);

    long chosen =
        IntStream.range(0, 2_000).filter(i -> isChosen(tenth, remote(true), id())).count();

    assertThat(chosen).isBetween(140L, 260L);
    assertThat(isChosen(new ShareSampler(0, nanos::get), remote(true), "0".repeat(31) + "1"))
        .as("an id that every share but none chooses")
        .isFalse();
  }

  @Test
  void sendsNothingThatTheProgramBeforeDoesNotSend() {
    assertThat(isChosen(new ShareSampler(1, nanos::get), remote(false), id())).isFalse();
  }

  @Test
  void keepsTheSpansOfOneProgramTogether() {
    ShareSampler none = new ShareSampler(0, nanos::get);
    SpanContext here =
        SpanContext.create(id(), ANY_SPAN, TraceFlags.getSampled(), TraceState.getDefault());

    assertThat(isChosen(none, Context.root().with(Span.wrap(here)), here.getTraceId())).isTrue();
  }

  private long chosen(ShareSampler sampler, int traces) {
    return IntStream.range(0, traces).filter(i -> isChosen(sampler, Context.root(), id())).count();
  }

  private Context remote(boolean sampled) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    id(),
                    ANY_SPAN,
                    sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                    TraceState.getDefault())));
  }

  private String id() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  private static boolean isChosen(ShareSampler sampler, Context parent, String id) {
    return sampler
            .shouldSample(parent, id, "POST /", SpanKind.SERVER, Attributes.empty(), List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }
}
