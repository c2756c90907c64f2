package dev.rolecall.token;

import dev.rolecall.cache.BoundedCache;
import dev.rolecall.cache.Bounds;
import dev.rolecall.cache.CacheState;
import dev.rolecall.cache.Doorkeeper;
import dev.rolecall.token.TokenResult.Verified;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies OIDC ID tokens as AWS STS does (AssumeRoleWithWebIdentity), in its order of checks, with
 * Rolecall's stricter limits: RSA of 2048 to 4096 bits, one canonical form. Never throws and never
 * completes exceptionally, whatever was sent.
 */
public final class TokenVerifier {
  /** What a kept token takes besides its text: tables, and objects of its claims. */
  private static final long OBJECTS_BYTES = 4096;

  private final Clock clock;
  private final BoundedCache<String, Read> verified;
  private final Doorkeeper doorkeeper;

  /**
   * @param kept how many tokens are kept whose signatures were good twice, for when they come back
   *     again: by the whole token, and good for the very key that verified it. All else is asked
   *     again
   */
  public TokenVerifier(Clock clock, Bounds kept) {
    this.clock = clock;
    this.verified = new BoundedCache<>(kept);
    this.doorkeeper = new Doorkeeper(kept.entries());
  }

  /**
   * A token that was read.
   *
   * @param key that verified it; null where none has yet
   */
  private record Read(CompactJwt jwt, TokenClaims claims, @Nullable PublicKey key) {
    /** To verify once more by the same key would tell the same. */
    boolean isVerifiedBy(PublicKey other) {
      return other.equals(key);
    }

    Read verifiedBy(PublicKey by) {
      return new Read(jwt, claims, by);
    }
  }

  /** What is kept. */
  public CacheState kept() {
    return verified.state();
  }

  /**
   * Verifies a token; completes at once where the issuer's keys are cached.
   *
   * @param issuers the issuer that is trusted for an {@code iss}, by its exact text; asked with an
   *     unverified claim, so it must only select
   */
  public CompletionStage<TokenResult> verify(
      String token, Function<String, Optional<TrustedIssuer>> issuers) {
    try {
      Optional<Read> known = verified.get(token);
      CompactJwt jwt = known.isPresent() ? known.get().jwt() : CompactJwt.parse(token);
      String iss = TokenClaims.issuer(jwt.claims());
      TrustedIssuer issuer =
          issuers
              .apply(iss)
              .filter(found -> found.issuer().equals(iss))
              .orElseThrow(() -> new RefusedException(TokenRefusal.ISSUER_UNKNOWN, iss));
      Read read =
          known.isPresent() ? known.get() : new Read(jwt, TokenClaims.read(jwt.claims()), null);
      read.claims().requireTime(clock.instant(), issuer.leeway());
      return issuer
          .keys()
          .find(jwt.keyId())
          .handle((lookup, failure) -> finish(token, read, issuer, orUnavailable(lookup)));
    } catch (RefusedException e) {
      verified.remove(token);
      return CompletableFuture.completedFuture(e.result());
    }
  }

  private static KeyLookup orUnavailable(@Nullable KeyLookup lookup) {
    return lookup == null ? new KeyLookup.Unavailable("the lookup of keys failed") : lookup;
  }

  private TokenResult finish(String token, Read read, TrustedIssuer issuer, KeyLookup lookup) {
    try {
      CompactJwt jwt = read.jwt();
      TokenClaims claims = read.claims();
      PublicKey key = key(jwt, lookup);
      if (!read.isVerifiedBy(key)) {
        requireSignature(jwt, key);
        if (doorkeeper.cameBefore(token)) {
          verified.put(token, read.verifiedBy(key), bytes(token));
        }
      }
      String audience = claims.requireAudience(issuer.audiences());
      Optional<KubernetesClaims> kubernetes =
          issuer.kind() == TrustedIssuer.Kind.CLUSTER
              ? KubernetesClaims.of(jwt.claims(), claims.subject())
              : Optional.empty();
      return new Verified(
          new VerifiedToken(
              issuer.issuer(),
              claims.subject(),
              audience,
              claims.audiences(),
              claims.issuedAt(),
              claims.expiresAt(),
              kubernetes,
              jwt.claims()));
    } catch (RefusedException e) {
      return e.result();
    }
  }

  private static long bytes(String token) {
    return OBJECTS_BYTES + 6L * token.length();
  }

  private static PublicKey key(CompactJwt jwt, KeyLookup lookup) throws RefusedException {
    return switch (lookup) {
      case KeyLookup.Found found -> found.key();
      case KeyLookup.NotFound notFound ->
          throw new RefusedException(TokenRefusal.KEY_UNKNOWN, "no key '" + jwt.keyId() + "'");
      case KeyLookup.Unavailable unavailable ->
          throw new RefusedException(TokenRefusal.KEYS_UNAVAILABLE, unavailable.reason());
    };
  }

  private static void requireSignature(CompactJwt jwt, PublicKey key) throws RefusedException {
    if (!jwt.algorithm().accepts(key)) {
      throw new RefusedException(
          TokenRefusal.KEY_UNKNOWN, "the key '" + jwt.keyId() + "' is not for " + jwt.algorithm());
    }
    if (!jwt.algorithm().verifies(key, jwt.signedText(), jwt.signature())) {
      throw new RefusedException(TokenRefusal.SIGNATURE_INVALID, jwt.algorithm().name());
    }
  }
}
