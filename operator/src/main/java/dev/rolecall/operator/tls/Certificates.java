package dev.rolecall.operator.tls;

import java.util.Optional;

/** Where the certificates of the webhooks' server come from, and who keeps them in order. */
@FunctionalInterface
public interface Certificates {
  /**
   * What the webhooks' server needs now; empty as long as there is none. May write. Safe on every
   * replica at any time.
   */
  Optional<TlsMaterial> current();
}
