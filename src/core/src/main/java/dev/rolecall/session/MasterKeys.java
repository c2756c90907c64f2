package dev.rolecall.session;

import java.time.Clock;

/**
 * The master keys of a JWK set, each an octet key of 256 bits with a {@code kid} and an {@code iat}
 * (creation, epoch seconds). Every key opens; the newest that is older than ten minutes seals, so
 * that replicas that do not know it yet are not surprised. (The first key of all seals at once.)
 */
public final class MasterKeys {
  /** Immutable; a changed file or Secret is read into a new one. */
  public static MasterKeys parse(String jwkSet) {
    throw new UnsupportedOperationException("session helper");
  }

  /** The JWK set with one more key, made now; {@code jwkSet} may be empty. */
  public static String withNewKey(String jwkSet, Clock clock) {
    throw new UnsupportedOperationException("session helper");
  }

  private MasterKeys() {}
}
