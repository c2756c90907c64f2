package dev.rolecall.sts.limit;

import dev.rolecall.limit.Fingerprints;
import dev.rolecall.limit.RateLimiter;
import dev.rolecall.limit.SourceNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * Keeps one from starving the others. A call is paid by whoever proved who he is; where nobody did,
 * by the address that it came from, whose calls are then refused before anything is verified. What
 * a call claims and was not verified counts for nothing, so nobody can use up another's share.
 */
public final class CallLimits {
  private final RateLimiter failures;
  private final RateLimiter pods;
  private final RateLimiter intermediaries;
  private final SourceNetwork sources;
  private final Fingerprints credentials;

  public CallLimits(LimitSettings settings, SecureRandom random, LongSupplier nanos) {
    failures = new RateLimiter(settings.failures(), random, nanos);
    pods = new RateLimiter(settings.pods(), random, nanos);
    intermediaries = new RateLimiter(settings.intermediaries(), random, nanos);
    sources = settings.sources();
    credentials = new Fingerprints(random);
  }

  /**
   * Whoever calls from this address.
   *
   * @param credential that the call presents, of which nothing is known yet; empty for none
   */
  public Caller caller(String address, String credential) {
    return new Caller(address, network(address), credential, this);
  }

  boolean admitsSource(String network) {
    return failures.hasRoom(network);
  }

  boolean knows(String credential) {
    return !credential.isEmpty() && credentials.contains(credential);
  }

  void remember(String credential) {
    if (!credential.isEmpty()) {
      credentials.add(credential);
    }
  }

  /** What fails once is as good as what was never seen. */
  void failed(String network, String credential) {
    failures.add(network);
    credentials.remove(credential);
  }

  boolean take(Principal principal) {
    return switch (principal) {
      case Principal.Pod(var uid) -> pods.take("pod " + uid);
      case Principal.UnboundAccount(var subject) -> pods.take("subject " + subject);
      case Principal.Outsiders(var account) -> pods.take("account " + account);
      case Principal.Intermediary(var uid) -> intermediaries.take(uid);
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
