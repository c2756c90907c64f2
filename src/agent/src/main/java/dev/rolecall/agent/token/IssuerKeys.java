package dev.rolecall.agent.token;

import dev.rolecall.token.InlineKeys;
import dev.rolecall.token.JwkSet;
import dev.rolecall.token.TrustedIssuer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cluster's issuers as sts told them last, for container credentials alone. */
public final class IssuerKeys {
  static final int MOST_ISSUERS = 8;

  /** As sts allows the cluster's own issuer. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  private final Set<String> audiences;
  private final Map<String, TrustedIssuer> issuers = new HashMap<>();
  private Set<String> told = new HashSet<>();
  private long tellings;

  /**
   * @param audiences of tokens for container credentials, as sts has them
   */
  public IssuerKeys(Set<String> audiences) {
    this.audiences = Set.copyOf(audiences);
  }

  /** A telling of the whole begins. */
  public void begin() {
    told = new HashSet<>();
  }

  /**
   * An issuer's keys from here on.
   *
   * @return whether there was room for it
   */
  public boolean tell(String issuer, JwkSet keys) {
    if (!issuers.containsKey(issuer) && issuers.size() >= MOST_ISSUERS) {
      return false;
    }
    tellings++;
    told.add(issuer);
    issuers.put(
        issuer,
        new TrustedIssuer(
            issuer, audiences, new InlineKeys(keys), LEEWAY, TrustedIssuer.Kind.CLUSTER));
    return true;
  }

  /** The whole was told: issuers that were not are trusted no more. */
  public void complete() {
    tellings++;
    issuers.keySet().retainAll(told);
  }

  /** Another number means that keys may be others. */
  long tellings() {
    return tellings;
  }

  Optional<TrustedIssuer> find(String issuer) {
    return Optional.ofNullable(issuers.get(issuer));
  }

  boolean isEmpty() {
    return issuers.isEmpty();
  }
}
