package dev.rolecall.sts.authorize.asking;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.sts.authorize.mapping.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service that accepts our credentials.
 *
 * @param name in messages and audit events
 * @param serviceAccounts whose pods ask for it
 * @param certificates names of certificates that ask for it, {@code dns:...} and {@code uri:...}
 * @param may what it may ask about
 * @param cacheFor the longest that it may keep an answer
 * @param proxy how requests are decided that a proxy in front of it asks for; empty where none may
 */
public record AskingService(
    String name,
    Set<ServiceAccountRef> serviceAccounts,
    Set<String> certificates,
    List<Grant> may,
    Duration cacheFor,
    Optional<ProxySettings> proxy) {
  public AskingService {
    serviceAccounts = Set.copyOf(serviceAccounts);
    certificates = Set.copyOf(certificates);
    may = List.copyOf(may);
  }

  /**
   * How long the service may keep an answer.
   *
   * @param holds how long the answer holds by itself
   * @return whole seconds
   */
  public long cacheSeconds(Duration holds) {
    return Math.min(holds.toSeconds(), cacheFor.toSeconds());
  }

  /** Whether the operation is of its own resources. */
  public boolean mayAskAbout(Operation operation) {
    return may.stream().anyMatch(grant -> grant.covers(operation));
  }

  /** Why it may not, and the way out. */
  public String refusal(Operation operation) {
    return "Service %s may not ask about %s on %s of account %s: no entry of its 'may' covers it"
        .formatted(name, operation.action(), operation.resource(), operation.resourceAccount());
  }
}
