package dev.rolecall.sigv4;

import java.util.Optional;

/** What a signature must be made for. */
public sealed interface Scope {
  /** The region; empty where any will do. */
  Optional<String> region();

  /**
   * This service.
   *
   * @param form how it wants its requests signed
   */
  record Service(String name, Optional<String> region, Canonicalization form) implements Scope {
    /** A service that signs as AWS's service of this name does, in any region. */
    public Service(String name) {
      this(name, Optional.empty());
    }

    /** A service that signs as AWS's service of this name does. */
    public Service(String name, Optional<String> region) {
      this(name, region, Canonicalization.of(name));
    }
  }

  /** Any service: whoever serves it has checked that it is its own. */
  record Any(Optional<String> region) implements Scope {}
}
