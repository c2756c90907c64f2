package dev.rolecall.agent.token;

import dev.rolecall.agent.credentials.PodToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last good token of each presenter: SDKs present the same one for an hour, and to compare it
 * costs less than to look into it. It is good again where its whole text is the same (compared in
 * time that does not depend on where texts differ), no key was told since, and it is neither before
 * the time when it was verified nor after its end. Lives on one event loop.
 */
final class LastTokens {
  /** As many as there are pods on a full node, twice. */
  private static final int MOST = 512;

  /** Projected tokens have about one KiB; more is verified each time. */
  private static final int LARGEST = 4_096;

  private final IssuerKeys keys;
  private final Clock clock;

  /** The least recently seen first. */
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param tellings of keys when it was verified
   */
  private record Known(
      byte[] text, TokenVerdict.Verified verdict, long tellings, Instant verifiedAt) {}

  LastTokens(IssuerKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  Optional<TokenVerdict.Verified> find(String presenter, PodToken token) {
    Known before = known.get(presenter);
    return before != null && isGood(before) && MessageDigest.isEqual(before.text(), bytes(token))
        ? Optional.of(before.verdict())
        : Optional.empty();
  }

  private boolean isGood(Known before) {
    Instant now = clock.instant();
    return before.tellings() == keys.tellings()
        && !now.isBefore(before.verifiedAt())
        && now.isBefore(before.verdict().token().expiry());
  }

  void keep(String presenter, TokenVerdict.Verified verdict) {
    byte[] text = bytes(verdict.token().token());
    if (text.length <= LARGEST) {
      known.put(presenter, new Known(text, verdict, keys.tellings(), clock.instant()));
    } else {
      known.remove(presenter);
    }
  }

  /** A copy without a conversion; what it has no byte for is in no good token. */
  private static byte[] bytes(PodToken token) {
    return token.text().reveal().getBytes(StandardCharsets.ISO_8859_1);
  }
}
