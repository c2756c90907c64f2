package dev.rolecall.sts.limit;

import dev.rolecall.limit.Fingerprints;
import dev.rolecall.limit.RateLimiter;
import dev.rolecall.limit.SourceNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps one from starving the others. A call is paid by whoever proved who he is, and by the
 * account he belongs to; where nobody did, by the address that it came from. Who has nothing left
 * is refused before anything is verified, an account's pods as soon as each was heard once. What a
 * call claims and was not verified counts for nothing, so nobody can use up another's share.
 */
public final class CallLimits {
  private final RateLimiter failures;
  private final RateLimiter pods;
  private final RateLimiter accounts;
  private final RateLimiter intermediaries;
  private final SourceNetwork sources;
  private final Owners owners;
  private final Consumer<Share.Kind> throttled;
  private final Fingerprints<Credential.Kind, Principal> credentials;

  /**
   * @param nanos a clock that never goes back, as {@link System#nanoTime()}
   * @param throttled told of each call that is refused, by what it should have been counted to
   */
  public CallLimits(
      LimitSettings settings,
      Owners owners,
      SecureRandom random,
      LongSupplier nanos,
      Consumer<Share.Kind> throttled) {
    failures = new RateLimiter(settings.failures(), random, nanos);
    pods = new RateLimiter(settings.pods(), random, nanos);
    accounts = new RateLimiter(settings.accounts(), random, nanos);
    intermediaries = new RateLimiter(settings.intermediaries(), random, nanos);
    sources = settings.sources();
    this.owners = owners;
    this.throttled = throttled;
    credentials = new Fingerprints<>(random);
  }

  /** Whoever calls from this address. */
  public Caller caller(String address) {
    return new Caller(address, network(address), this);
  }

  /** Whether a call may be looked at, of this network and with this credential. */
  Admission admission(String network, Credential credential) {
    Optional<Principal> known = proved(credential);
    if (known.isPresent()) {
      return spent(known.get())
          .<Admission>map(Admission.Refused::new)
          .orElseGet(Admission.Admitted::new);
    }
    if (failures.hasRoom(network)) {
      return new Admission.Admitted();
    }
    return new Admission.Refused(refused(new Share(Share.Kind.ADDRESS, network)));
  }

  /** The share of whoever proved himself by this credential before, if it has nothing left. */
  Optional<Share> spent(Credential credential) {
    return proved(credential).flatMap(this::spent);
  }

  private Optional<Principal> proved(Credential credential) {
    return credential.isNone()
        ? Optional.empty()
        : credentials.find(credential.kind(), credential.text());
  }

  private Optional<Share> spent(Principal principal) {
    for (Share share : principal.shares(owners)) {
      if (!limiter(share.kind()).hasRoom(share.of())) {
        return Optional.of(refused(share));
      }
    }
    return Optional.empty();
  }

  /** Counts a call to all of his shares, to the first that has nothing left. */
  Optional<Share> take(Principal principal) {
    for (Share share : principal.shares(owners)) {
      if (!limiter(share.kind()).take(share.of())) {
        return Optional.of(refused(share));
      }
    }
    return Optional.empty();
  }

  private Share refused(Share share) {
    throttled.accept(share.kind());
    return share;
  }

  void remember(Credential credential, Principal principal) {
    if (!credential.isNone()) {
      credentials.put(credential.kind(), credential.text(), principal);
    }
  }

  /** What fails once is as good as what was never seen; what is of another kind did not fail. */
  void forget(Credential credential) {
    credentials.remove(credential.kind(), credential.text());
  }

  void failed(String network) {
    failures.add(network);
  }

  private RateLimiter limiter(Share.Kind kind) {
    return switch (kind) {
      case ADDRESS -> failures;
      case POD -> pods;
      case ACCOUNT -> accounts;
      case INTERMEDIARY -> intermediaries;
    };
  }

  /** The address is the connection's: a literal, which is never looked up. */
  private String network(String address) {
    try {
      return sources.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
