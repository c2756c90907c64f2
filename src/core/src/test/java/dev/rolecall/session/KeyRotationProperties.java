package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.session.SessionIssuer.Result.Issued;
import dev.rolecall.session.SessionOpener.Result.Opened;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/**
 * Two replicas that learn of each change of the keys at times of their own, less than ten minutes
 * after it, by clocks that differ: over days of rotations, by plan and by hand, each opens every
 * session that lives, whichever of them issued it.
 */
class KeyRotationProperties {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(4);
  private static final Duration LONGEST_LAG = Duration.ofMinutes(9);
  private static final int STEPS = 2 * 24 * 60 / 4;

  @Property(tries = 10)
  void refusesNoLivingSession(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    MovableClock clock = MovableClock.at(START);
    NavigableMap<Instant, String> published = new TreeMap<>();
    published.put(START, MasterKeys.withNewKey("", clock));
    List<Replica> replicas =
        List.of(
            new Replica(published, Duration.ofSeconds(-30), START),
            new Replica(published, Duration.ofSeconds(30), START));
    List<Issued> living = new ArrayList<>();

    for (int step = 0; step < STEPS; step++) {
      clock.advance(STEP);
      maintain(published, clock, random);
      replicas.forEach(replica -> replica.advance(clock.instant(), random));
      living.add(replicas.get(random.nextInt(2)).issue());
      Instant soon = clock.instant().plusSeconds(31);
      living.removeIf(issued -> !soon.isBefore(issued.session().expiresAt()));
      for (Issued issued : living) {
        replicas.forEach(replica ->
            assertThat(replica.opens(issued)).as("seed %d, %s", seed, clock.instant()).isTrue());
      }
    }
    assertThat(published).hasSizeGreaterThan(2);
  }

  /** As the operator does, and a person who rotates now and then, even twice in a row. */
  private static void maintain(
      NavigableMap<Instant, String> published, MovableClock clock, Random random) {
    String before = published.lastEntry().getValue();
    String after = MasterKeys.withoutSpentKeys(before, clock);
    if (random.nextInt(40) == 0) {
      after = MasterKeys.withNewKey(after, clock);
    }
    if (!after.equals(before)) {
      published.put(clock.instant(), after);
    }
  }

  private static final class Replica {
    private final NavigableMap<Instant, String> published;
    private final Duration skew;
    private final MovableClock clock;
    private final SessionIssuer issuer;
    private final SessionOpener opener;
    private MasterKeys known;

    Replica(NavigableMap<Instant, String> published, Duration skew, Instant now) {
      this.published = published;
      this.skew = skew;
      this.clock = MovableClock.at(now.plus(skew));
      this.known = MasterKeys.parse(published.lastEntry().getValue());
      this.issuer = new SessionIssuer(() -> known, clock, new SecureRandom());
      this.opener = new SessionOpener(() -> known, clock, Sessions.KEPT);
    }

    /** Sees at least what was there a while ago, and perhaps what came since. */
    void advance(Instant now, Random random) {
      clock.set(now.plus(skew));
      Instant seen = now.minusSeconds(random.nextLong(LONGEST_LAG.toSeconds()));
      MasterKeys then =
          MasterKeys.parse(published.floorEntry(seen.isBefore(START) ? START : seen).getValue());
      if (!then.newest().isBefore(known.newest())) {
        known = then;
      }
    }

    Issued issue() {
      return Sessions.issued(issuer.issue(Sessions.lasting(Duration.ofHours(12))));
    }

    boolean opens(Issued issued) {
      return opener.open(issued.credentials().sessionToken().reveal()) instanceof Opened;
    }
  }
}
