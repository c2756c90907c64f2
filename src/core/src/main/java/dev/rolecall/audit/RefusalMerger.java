package dev.rolecall.audit;

import dev.rolecall.cache.Bounds;
import dev.rolecall.limit.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of one cause, in one span of time: the first few are written as they are, the others in
 * one event with their count. A cause is who was refused what, for which error; so that none hides
 * behind another's, but whoever varies it endlessly gets causes without the resource, and beyond
 * what is held in all, causes without the caller. Safe for several threads.
 */
final class RefusalMerger {
  /** How long refusals are gathered. */
  static final Duration SPAN = Duration.ofSeconds(10);

  /** How many of one cause are written as they are, in one span. */
  static final int WHOLE = 10;

  /** How many different causes with a resource one caller has in one span. */
  static final int MOST_OF_ONE = 32;

  /** Of a cause and its last event, about the most. */
  private static final long BYTES_OF_ONE = 20 << 10;

  private static final Bounds HELD = new Bounds(2048, 2048 * BYTES_OF_ONE).ofHeap(2);

  /** How many causes with a caller are held in all. */
  static final int MOST = (int) (HELD.bytes() / BYTES_OF_ONE);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final String ANYBODY = "";
  private static final String ANYTHING = "";

  private final Map<Cause, Gathered> causes = new HashMap<>();
  private final Map<String, Integer> ofOne = new HashMap<>();
  private Instant lastLook = Instant.MIN;

  private record Cause(String who, String call, String code, String resource) {}

  /** What one cause has led to in its span. */
  private static final class Gathered {
    private final Instant since;
    private int whole;
    private long merged;
    private Instant first;
    private @Nullable AuditEvent last;

    Gathered(Instant since) {
      this.since = since;
      this.first = since;
    }

    void merge(AuditEvent event) {
      if (merged == 0) {
        first = event.time();
      }
      merged++;
      last = event;
    }

    Optional<AuditEvent> event() {
      return Optional.ofNullable(last).map(event -> event.repeated(merged, first));
    }
  }

  /** Whether it is to be written as it is; it is counted here where not. */
  synchronized boolean isOneOfTheFirst(AuditEvent refusal) {
    Gathered gathered = gathered(refusal);
    if (gathered.whole < WHOLE) {
      gathered.whole++;
      return true;
    }
    gathered.merge(refusal);
    return false;
  }

  /** Counts one that was to be written as it is, but for which there is no room. */
  synchronized void count(AuditEvent refusal) {
    gathered(refusal).merge(refusal);
  }

  /** The events of spans that are over, which are forgotten here. Looks once in a second. */
  synchronized List<AuditEvent> over(Instant now) {
    if (!Pause.isOver(BETWEEN_LOOKS, lastLook, now)) {
      return List.of();
    }
    lastLook = now;
    return take(now);
  }

  /** The events of all spans. */
  synchronized List<AuditEvent> all() {
    return take(Instant.MAX);
  }

  private List<AuditEvent> take(Instant now) {
    List<AuditEvent> events = new ArrayList<>();
    for (Iterator<Gathered> all = causes.values().iterator(); all.hasNext(); ) {
      Gathered gathered = all.next();
      if (Pause.isOver(SPAN, gathered.since, now)) {
        gathered.event().ifPresent(events::add);
        all.remove();
      }
    }
    ofOne.clear();
    causes.keySet().stream()
        .filter(cause -> !cause.resource().equals(ANYTHING))
        .forEach(cause -> ofOne.merge(cause.who(), 1, Integer::sum));
    return events;
  }

  private Gathered gathered(AuditEvent refusal) {
    Cause cause = cause(refusal);
    Gathered known = causes.get(cause);
    if (known != null) {
      return known;
    }
    boolean room = causes.size() < MOST;
    if (room && isOneMoreOf(cause)) {
      return causes.computeIfAbsent(cause, unseen -> new Gathered(refusal.time()));
    }
    // How many there are of these depends on our own words alone, and on who is held already.
    Cause wider = new Cause(room ? cause.who() : ANYBODY, cause.call(), cause.code(), ANYTHING);
    return causes.computeIfAbsent(wider, unseen -> new Gathered(refusal.time()));
  }

  private boolean isOneMoreOf(Cause cause) {
    return cause.resource().equals(ANYTHING)
        || ofOne.merge(cause.who(), 1, Integer::sum) <= MOST_OF_ONE;
  }

  private static Cause cause(AuditEvent refusal) {
    String resource = refusal.resource().map(AuditedResource::arn).orElse(ANYTHING);
    return new Cause(
        who(refusal),
        refusal.call().service() + ":" + refusal.call().name(),
        refusal.outcome() instanceof Outcome.Refused refused ? refused.code() : "",
        resource.equals(ANYTHING) ? ANYTHING : asked(refusal) + " " + resource);
  }

  /** The action that policies decided on, which a call of {@code /authorize} does not name. */
  private static String asked(AuditEvent refusal) {
    return refusal.details().get(AuditFields.DECIDED_BY) instanceof Map<?, ?> decision
        ? String.valueOf(decision.get(AuditFields.ACTION))
        : "";
  }

  /** As much as was proved of the caller: its pod, its session, or where it called from. */
  private static String who(AuditEvent refusal) {
    if (refusal.details().get(AuditFields.WORKLOAD) instanceof Map<?, ?> workload) {
      return String.valueOf(workload.get(AuditFields.POD_UID));
    }
    return switch (refusal.identity()) {
      case UserIdentity.AssumedRole session -> session.arn().toString();
      case UserIdentity.WebIdentity web -> web.provider() + " " + web.subject();
      case UserIdentity.Service service -> address(refusal);
      case UserIdentity.Unknown unknown -> address(refusal);
    };
  }

  /** Clients of one proxy do not hide each other. */
  private static String address(AuditEvent refusal) {
    Object client = refusal.details().get(AuditFields.CLIENT_ADDRESS);
    String source = refusal.call().sourceAddress();
    return client == null ? source : source + " for " + client;
  }
}
