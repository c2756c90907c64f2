package dev.rolecall.availability.load;

import dev.rolecall.availability.load.Sample.Kind;
import dev.rolecall.availability.load.Sample.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that pods of one load saw. An answer is wrong where it is another's, and where what was given
 * out is refused: credentials that do not work are no credentials.
 */
public final class Recorder {
  private record Seen(String pod, Sample sample, boolean wrong) {}

  private final List<Seen> all = new ArrayList<>();

  /**
   * Notes a sample.
   *
   * @param pod whose it is
   * @param identity what the ARN of its sessions begins with
   */
  public synchronized void add(String pod, String identity, Sample sample) {
    all.add(new Seen(pod, sample, isWrong(identity, sample)));
  }

  private static boolean isWrong(String identity, Sample sample) {
    boolean asksWhoseTheyAre = sample.kind() == Kind.USE || sample.kind() == Kind.VERIFY;
    return asksWhoseTheyAre
        && switch (sample.outcome()) {
          case OK -> !sample.text().startsWith(identity);
          case REFUSED -> true;
          case AWAY -> false;
        };
  }

  /** What was seen of calls that ended at this time or later. */
  public synchronized Tally since(long millis) {
    List<Seen> seen = all.stream().filter(one -> one.sample().ended() >= millis).toList();
    return new Tally(
        count(seen, Kind.BEGIN, one -> true),
        count(seen, Kind.BEGIN, Recorder::isFailed),
        count(seen, Kind.HOLD, one -> true),
        count(seen, Kind.HOLD, Recorder::isFailed),
        count(seen, Kind.USE, one -> true),
        count(seen, Kind.USE, one -> one.sample().outcome() == Outcome.AWAY),
        (int) seen.stream().filter(Seen::wrong).count(),
        seen.stream()
            .filter(Recorder::isFailed)
            .mapToLong(one -> one.sample().ended())
            .max()
            .orElse(millis));
  }

  private static int count(List<Seen> seen, Kind kind, Predicate<Seen> wanted) {
    return (int) seen.stream().filter(one -> one.sample().kind() == kind).filter(wanted).count();
  }

  private static boolean isFailed(Seen one) {
    return one.sample().outcome() != Outcome.OK;
  }

  /** A sentence for each different thing that went wrong, some at most. */
  public synchronized List<String> complaints(long since, int most) {
    return all.stream()
        .filter(one -> one.sample().ended() >= since && (isFailed(one) || one.wrong()))
        .map(one ->
            "%s %s%s: %s"
                .formatted(
                    one.pod(),
                    one.sample().kind(),
                    one.wrong() ? " WRONG" : "",
                    one.sample().text()))
        .distinct()
        .limit(most)
        .toList();
  }

  /** Whether each of these pods has had an answer of each sort that ended at this time or later. */
  public synchronized boolean answered(List<String> pods, long since) {
    return pods.stream()
        .allMatch(pod ->
            List.of(Kind.BEGIN, Kind.HOLD, Kind.USE).stream()
                .allMatch(kind ->
                    all.stream()
                        .anyMatch(one ->
                            one.pod().equals(pod)
                                && one.sample().kind() == kind
                                && one.sample().begun() >= since
                                && one.sample().outcome() == Outcome.OK)));
  }

  /** Forgets all. */
  public synchronized void clear() {
    all.clear();
  }
}
