package dev.rolecall.outbound;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * The private keys of a JWK set (RFC 7517), for each algorithm at least one, each with a {@code
 * kid} and an {@code iat} (creation, epoch seconds). All are published; of each algorithm the
 * newest that is older than three hours signs, so that whoever verifies has it before. (The first
 * signs at once.)
 */
public final class TokenKeys {
  private static final int RSA_BITS = 2048;

  /**
   * How long a key is only published before it signs. Those who verify keep published keys, and not
   * all of them ask anew for one that they do not know: Amazon API Gateway keeps them for two hours
   * (API Gateway Developer Guide, "JWT authorizers").
   */
  private static final Duration SPREADING = Duration.ofHours(3);

  /** The longest token there is, and as much again for clocks and caches. */
  private static final Duration LONGEST_USE = Duration.ofHours(2);

  /** The oldest first. */
  private final List<TokenKey> keys;

  private final String publicJwks;

  private TokenKeys(List<TokenKey> keys) {
    this.keys = keys.stream().sorted(Comparator.comparing(TokenKey::created)).toList();
    this.publicJwks =
        new JWKSet(this.keys.stream().map(TokenKey::publicKey).toList()).toString(true);
  }

  /**
   * Immutable; a changed file is read into a new one.
   *
   * @throws IllegalArgumentException where the text is no JWK set of such keys; the message says
   *     what is wrong and holds no part of a key
   */
  public static TokenKeys parse(String jwkSet) {
    List<TokenKey> keys = read(jwkSet).stream().map(TokenKey::of).toList();
    if (keys.stream().map(TokenKey::id).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("two identity token keys have one kid");
    }
    for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
      if (keys.stream().noneMatch(key -> key.algorithm() == algorithm)) {
        throw new IllegalArgumentException("there is no identity token key for " + algorithm);
      }
    }
    return new TokenKeys(keys);
  }

  /**
   * The JWK set with one more key for each algorithm, made now.
   *
   * @param jwkSet may be empty
   */
  public static String withNewKeys(String jwkSet, Clock clock) {
    List<JWK> keys = new ArrayList<>(jwkSet.isBlank() ? List.of() : read(jwkSet));
    Date now = Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    try {
      keys.add(
          new RSAKeyGenerator(RSA_BITS)
              .keyID(newId())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .issueTime(now)
              .generate());
      keys.add(
          new ECKeyGenerator(Curve.P_384)
              .keyID(newId())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES384)
              .issueTime(now)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return new JWKSet(keys).toString(false);
  }

  /**
   * The JWK set without the keys whose tokens have all expired: those that a newer one has replaced
   * for longer than any token lasts. The newest of each algorithm always stays.
   */
  public static String withoutSpentKeys(String jwkSet, Clock clock) {
    Instant replacedBefore = clock.instant().minus(SPREADING).minus(LONGEST_USE);
    List<TokenKey> all = parse(jwkSet).keys;
    List<String> spent =
        all.stream()
            .filter(key ->
                all.stream()
                    .anyMatch(newer ->
                        newer.algorithm() == key.algorithm()
                            && newer.created().isAfter(key.created())
                            && newer.created().isBefore(replacedBefore)))
            .map(TokenKey::id)
            .toList();
    return new JWKSet(read(jwkSet).stream().filter(key -> !spent.contains(key.getKeyID())).toList())
        .toString(false);
  }

  /**
   * The JWK set without one key: its tokens are refused by whoever reads the published keys anew.
   * Where an algorithm would have none left, new ones are made, of which that algorithm's signs at
   * once.
   *
   * @throws IllegalArgumentException where there is no such key
   */
  public static String withoutKey(String jwkSet, String id, Clock clock) {
    List<TokenKey> all = parse(jwkSet).keys;
    TokenKey dropped =
        all.stream()
            .filter(key -> key.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("there is no identity token key " + id));
    String rest =
        new JWKSet(read(jwkSet).stream().filter(key -> !key.getKeyID().equals(id)).toList())
            .toString(false);
    boolean last = all.stream().filter(key -> key.algorithm() == dropped.algorithm()).count() == 1;
    return last ? withNewKeys(rest, clock) : rest;
  }

  /** What each key is used for at this instant, the oldest first. */
  public List<TokenKeyUse> uses(Instant now) {
    return keys.stream().map(key -> use(key, now)).toList();
  }

  private TokenKeyUse use(TokenKey key, Instant now) {
    if (key.equals(signing(key.algorithm(), now))) {
      return new TokenKeyUse.Signs(key.id(), key.algorithm(), key.created());
    }
    Instant signs = key.created().plus(SPREADING);
    if (signs.isAfter(now)) {
      return new TokenKeyUse.WillSign(key.id(), key.algorithm(), key.created(), signs);
    }
    Instant replaced =
        keys.stream()
            .filter(newer ->
                newer.algorithm() == key.algorithm() && newer.created().isAfter(key.created()))
            .findFirst()
            .orElse(key)
            .created()
            .plus(SPREADING);
    return new TokenKeyUse.Published(
        key.id(), key.algorithm(), key.created(), replaced.plus(LONGEST_USE));
  }

  /** When the newest key was made. */
  public Instant newest() {
    return keys.getLast().created();
  }

  /** The public keys as a JWK set, for whoever verifies. */
  public String publicJwks() {
    return publicJwks;
  }

  /** A compact JWS with this payload, by the key that signs at this instant. */
  public String sign(String payload, TokenAlgorithm algorithm, Instant now) {
    return signing(algorithm, now).sign(payload);
  }

  private TokenKey signing(TokenAlgorithm algorithm, Instant now) {
    Instant known = now.minus(SPREADING);
    List<TokenKey> able = keys.stream().filter(key -> key.algorithm() == algorithm).toList();
    return able.reversed().stream()
        .filter(key -> !key.created().isAfter(known))
        .findFirst()
        .orElse(able.getFirst());
  }

  @Override
  public String toString() {
    return keys.toString();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static List<JWK> read(String jwkSet) {
    try {
      return JWKSet.parse(jwkSet).getKeys();
    } catch (ParseException e) {
      // The cause may quote the text, and the text is secret.
      throw new IllegalArgumentException("the identity token keys are no JWK set");
    }
  }
}
