package dev.rolecall.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The master keys of a JWK set, each an octet key of 256 bits with a {@code kid} and an {@code iat}
 * (creation, epoch seconds). Every key opens; the newest that is older than ten minutes seals, so
 * that replicas that do not know it yet are not surprised. (The first key of all seals at once.)
 */
public final class MasterKeys {
  private static final int KEY_BITS = 256;
  private static final int KEY_ID_LENGTH = 8;

  /** How long a key only opens before it seals. */
  private static final Duration SPREADING = Duration.ofMinutes(10);

  /** The longest session there is, and an hour for clocks that differ and for slow caches. */
  private static final Duration LONGEST_USE = Duration.ofHours(12 + 1);

  /** The oldest first. */
  private final List<MasterKey> keys;

  private MasterKeys(List<MasterKey> keys) {
    this.keys = keys.stream().sorted(Comparator.comparing(MasterKey::created)).toList();
  }

  /**
   * Immutable; a changed file or Secret is read into a new one.
   *
   * @throws IllegalArgumentException where the text is no JWK set of such keys, or has no key; the
   *     message says what is wrong and holds no part of a key
   */
  public static MasterKeys parse(String jwkSet) {
    List<MasterKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JWK key : read(jwkSet).getKeys()) {
      MasterKey master = masterKey(key);
      if (!ids.add(master.id())) {
        throw new IllegalArgumentException("two master keys have the kid " + master.id());
      }
      keys.add(master);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("the JWK set has no master key");
    }
    return new MasterKeys(keys);
  }

  /**
   * The JWK set with one more key, made now.
   *
   * @param jwkSet may be empty
   */
  public static String withNewKey(String jwkSet, Clock clock) {
    List<JWK> keys = new ArrayList<>(jwkSet.isBlank() ? List.of() : read(jwkSet).getKeys());
    try {
      keys.add(
          new OctetSequenceKeyGenerator(KEY_BITS)
              .keyID(UUID.randomUUID().toString().substring(0, KEY_ID_LENGTH))
              .issueTime(Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS)))
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return write(keys);
  }

  /**
   * The JWK set without the keys that no living session can have: those that a newer key has
   * replaced for longer than any session lasts. The newest key always stays.
   */
  public static String withoutSpentKeys(String jwkSet, Clock clock) {
    Instant replacedBefore = clock.instant().minus(SPREADING).minus(LONGEST_USE);
    List<MasterKey> sorted = parse(jwkSet).keys;
    Set<String> spent = new HashSet<>();
    for (int i = 0; i + 1 < sorted.size(); i++) {
      if (sorted.get(i + 1).created().isBefore(replacedBefore)) {
        spent.add(sorted.get(i).id());
      }
    }
    return write(
        read(jwkSet).getKeys().stream().filter(key -> !spent.contains(key.getKeyID())).toList());
  }

  /**
   * The JWK set without one key: its sessions are void as soon as sts reads it. Where none would be
   * left, a new one is made, which seals at once.
   *
   * @throws IllegalArgumentException where there is no such key
   */
  public static String withoutKey(String jwkSet, String id, Clock clock) {
    if (parse(jwkSet).find(id).isEmpty()) {
      throw new IllegalArgumentException("there is no master key " + id);
    }
    List<JWK> remaining =
        read(jwkSet).getKeys().stream().filter(key -> !key.getKeyID().equals(id)).toList();
    return remaining.isEmpty() ? withNewKey("", clock) : write(remaining);
  }

  /** What each key is used for at this instant, the oldest first. */
  public List<KeyUse> uses(Instant now) {
    MasterKey sealing = sealing(now);
    List<KeyUse> uses = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      MasterKey key = keys.get(i);
      if (key.equals(sealing)) {
        uses.add(new KeyUse.Seals(key.id(), key.created()));
      } else if (key.created().plus(SPREADING).isAfter(now)) {
        uses.add(new KeyUse.WillSeal(key.id(), key.created(), key.created().plus(SPREADING)));
      } else {
        Instant replaced = keys.get(i + 1).created().plus(SPREADING);
        uses.add(new KeyUse.Opens(key.id(), key.created(), replaced.plus(LONGEST_USE)));
      }
    }
    return uses;
  }

  /** What a key is used for; every key opens. */
  public sealed interface KeyUse {
    String id();

    Instant created();

    /** New sessions are sealed with it. */
    record Seals(String id, Instant created) implements KeyUse {}

    /**
     * New sessions will be sealed with it.
     *
     * @param from when every replica is sure to know it
     */
    record WillSeal(String id, Instant created, Instant from) implements KeyUse {}

    /**
     * It was replaced.
     *
     * @param until when no session can have it any more
     */
    record Opens(String id, Instant created, Instant until) implements KeyUse {}
  }

  /** When the newest key was made. */
  public Instant newest() {
    return keys.getLast().created();
  }

  /** The key that seals at this instant. */
  MasterKey sealing(Instant now) {
    Instant known = now.minus(SPREADING);
    return keys.reversed().stream()
        .filter(key -> !key.created().isAfter(known))
        .findFirst()
        .orElse(keys.getFirst());
  }

  /** Whether the very key is one of these: not only one of the same id. */
  boolean holds(MasterKey key) {
    return find(key.id()).filter(found -> found.isSame(key)).isPresent();
  }

  Optional<MasterKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return keys.toString();
  }

  private static JWKSet read(String jwkSet) {
    try {
      return JWKSet.parse(jwkSet);
    } catch (ParseException e) {
      // The cause may quote the text, and the text is secret.
      throw new IllegalArgumentException("the master keys are no JWK set");
    }
  }

  private static String write(List<JWK> keys) {
    return new JWKSet(keys).toString(false);
  }

  private static MasterKey masterKey(JWK key) {
    String id = key.getKeyID();
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("a master key has no kid");
    }
    if (!(key instanceof OctetSequenceKey octets)) {
      throw new IllegalArgumentException("master key " + id + " is not of kty oct");
    }
    if (octets.size() != KEY_BITS) {
      throw new IllegalArgumentException("master key " + id + " has not 256 bits");
    }
    Date created = key.getIssueTime();
    if (created == null) {
      throw new IllegalArgumentException("master key " + id + " has no iat");
    }
    return new MasterKey(id, created.toInstant(), octets.toByteArray());
  }
}
