package dev.rolecall.observe.trace;

import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.RateLimiter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which traces are sent: a share of them, chosen by their ids, so that all programs choose the
 * same; none that an earlier program did not choose; and no more than {@link #MOST_A_SECOND},
 * however many calls come and whatever ids they name.
 */
final class ShareSampler implements Sampler {
  /** Of one program. Its queue to the collector has room for 2,048 spans. */
  static final int MOST_A_SECOND = 500;

  private static final String ALL = "";

  private final Sampler share;
  private final RateLimiter room;

  /**
   * @param share 0 to 1
   * @param nanos a clock that never goes back
   */
  ShareSampler(double share, LongSupplier nanos) {
    this.share = Sampler.traceIdRatioBased(share);
    this.room =
        new RateLimiter(new RateLimit(MOST_A_SECOND, MOST_A_SECOND), new SecureRandom(), nanos);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    SpanContext before = Span.fromContext(parent).getSpanContext();
    if (before.isValid() && !before.isSampled()) {
      return SamplingResult.drop();
    }
    if (before.isValid() && !before.isRemote()) {
      return SamplingResult.recordAndSample();
    }
    SamplingResult chosen = share.shouldSample(parent, traceId, name, kind, attributes, links);
    boolean sent = chosen.equals(SamplingResult.recordAndSample()) && room.take(ALL);
    return sent ? SamplingResult.recordAndSample() : SamplingResult.drop();
  }

  @Override
  public String getDescription() {
    return "share";
  }
}
