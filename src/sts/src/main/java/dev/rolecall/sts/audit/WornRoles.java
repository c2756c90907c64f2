package dev.rolecall.sts.audit;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which role each pod got last from this replica, to tell what is new of the next. Others may have
 * issued to a pod before, and this one may have been started since: what it meets first is news
 * only of a young pod, or of one that was refused here. Bounded; safe for several threads.
 */
final class WornRoles {
  private static final int MOST_PODS = 16_384;
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private final Function<PodRef, Optional<Instant>> starts;
  private final Clock clock;
  private final Map<String, Last> pods =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST_PODS;
        }
      };

  /** What became of a pod's last call. */
  private sealed interface Last {
    record Nothing() implements Last {}

    record Got(RoleArn role) implements Last {}
  }

  /**
   * @param starts when a pod was started; empty where that is not known
   */
  WornRoles(Function<PodRef, Optional<Instant>> starts, Clock clock) {
    this.starts = starts;
    this.clock = clock;
  }

  /** The pod got nothing; one that has a role already keeps it. */
  synchronized void refused(PodRef pod) {
    pods.putIfAbsent(pod.uid(), new Last.Nothing());
  }

  /** What is new, where anything is. */
  synchronized Optional<PodEvent> issued(IssuedRole issued) {
    PodRef pod = issued.pod().pod();
    @Nullable Last before = pods.put(pod.uid(), new Last.Got(issued.role()));
    return switch (before) {
      case null -> isYoung(pod) ? first(issued) : Optional.empty();
      case Last.Nothing none -> first(issued);
      case Last.Got(var role) ->
          role.equals(issued.role()) || issued.namedBy() == IssuedRole.Naming.REQUEST
              ? Optional.empty()
              : Optional.of(new PodEvent.RoleChanged(issued.role(), role));
    };
  }

  private static Optional<PodEvent> first(IssuedRole issued) {
    return Optional.of(new PodEvent.FirstIssued(issued.role()));
  }

  private boolean isYoung(PodRef pod) {
    return starts
        .apply(pod)
        .filter(start -> clock.instant().isBefore(start.plus(YOUNG)))
        .isPresent();
  }
}
