package dev.rolecall.sts.metrics;

import dev.rolecall.audit.AuditSink;
import dev.rolecall.audit.JsonLinesAudit;
import dev.rolecall.cache.CacheState;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.observe.metrics.WordCounter;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.http.RequestObserver;
import dev.rolecall.sts.limit.Share;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The metrics of sts. Those of parts that come later are there once the parts are. */
public final class StsMetrics {
  private final ProgramMetrics metrics = new ProgramMetrics();
  private final WordCounter requests =
      metrics.counter(
          "rolecall_sts_requests_total", "Requests that were answered.", "route", "status");

  private final WordCounter throttled =
      metrics.counter(
          "rolecall_sts_throttled_total",
          "Calls that were refused because somebody has no call left.",
          "share");

  /** Counts calls that are refused, by what they should have been counted to. */
  public Consumer<Share.Kind> throttled() {
    return kind -> throttled.count(kind.word());
  }

  /** Watches one route. */
  public RequestObserver route(String route) {
    return new RouteMetrics(route, requests, metrics, System::nanoTime);
  }

  /** The same audit, counted. */
  public AuditSink counted(JsonLinesAudit audit) {
    metrics.state(
        "rolecall_sts_audit_writing", "Whether decisions are recorded.", audit::isWriting);
    metrics.gauge(
        "rolecall_sts_audit_waiting_events", "Events that wait to be written.", audit::waiting);
    return new CountedAudit(audit, metrics);
  }

  /** Whether it may decide. */
  public void ready(BooleanSupplier isReady) {
    metrics.state("rolecall_sts_ready", "Whether it may decide.", isReady);
  }

  /** What decisions are made from. */
  public void directories(Directories directories) {
    metrics.state(
        "rolecall_sts_directories_ready", "Whether all was read once.", directories::ready);
    metrics.moment(
        "rolecall_sts_directories_complete_timestamp_seconds",
        "When it was last known that nothing is missing.",
        () -> Optional.of(directories.asOf()));
  }

  /**
   * What is kept for when it comes back.
   *
   * @param sessions that were opened
   * @param tokens that were verified
   */
  public void caches(Supplier<CacheState> sessions, Supplier<CacheState> tokens) {
    cache("sessions", sessions);
    cache("tokens", tokens);
  }

  private void cache(String name, Supplier<CacheState> state) {
    metrics.gauge(
        "rolecall_sts_cache_entries",
        "What is kept, in entries.",
        () -> state.get().entries(),
        "cache",
        name);
    metrics.gauge(
        "rolecall_sts_cache_bytes",
        "What is kept, in bytes of heap.",
        () -> state.get().bytes(),
        "cache",
        name);
  }

  /** Agents that are told of their nodes. */
  public void agentStreams(IntSupplier open, int most) {
    metrics.gauge("rolecall_sts_agent_streams", "Agents that listen.", open::getAsInt);
    metrics.gauge("rolecall_sts_agent_streams_limit", "Agents that may listen.", () -> most);
  }

  /** The master keys of sessions. */
  public void sessionKeys(Supplier<MasterKeys> keys) {
    metrics.moment(
        "rolecall_sts_session_key_created_timestamp_seconds",
        "When the newest master key was made.",
        () -> Optional.of(keys.get().newest()));
  }

  /** The end of the certificate that is served. */
  public void certificate(Supplier<Optional<Instant>> end) {
    metrics.moment(
        "rolecall_sts_certificate_expiry_timestamp_seconds",
        "When the serving certificate ends.",
        end);
  }

  /** All of them as Prometheus reads them. */
  public String text() {
    return metrics.text();
  }
}
