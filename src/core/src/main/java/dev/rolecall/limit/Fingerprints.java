package dev.rolecall.limit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers whose texts were seen lately, by 64 bits of each, 65,536 at most; a newer one may take
 * the place of an older one. The bits are of the text's kind and end, which of a token is its
 * signature or seal (before the tildes that a session's token may be filled up with), under a key
 * that nobody knows: good for being heard, never for being believed. Safe for several threads.
 *
 * <p>Who has an issuer of his own chooses how a token of his ends, for he may choose a signature
 * before the key that it is good for. So he can give it the end of any text that he knows, and is
 * taken for its owner, or the owner for him, unless the two are of different kinds. Texts of one
 * kind must therefore all end in what nobody but the owner knows, as tokens do that their bearer
 * alone has (who has another's needs no end of it), or all in what nobody can choose, as what
 * authorities sign certificates with.
 *
 * @param <K> what a text is
 * @param <V> who somebody is; small
 */
public final class Fingerprints<K extends Enum<K>, V> {
  private static final int PLACES = 1 << 16;
  private static final int LOOKED_AT = 64;
  private static final char FILLER = '~';

  private final SipHash hash;
  private final AtomicReferenceArray<Seen<V>> seen = new AtomicReferenceArray<>(PLACES);

  private record Seen<V>(long bits, V whose) {}

  public Fingerprints(SecureRandom random) {
    hash = SipHash.random(random);
  }

  public void put(K kind, String text, V whose) {
    long bits = bits(kind, text);
    Seen<V> before = seen.getAcquire(place(bits));
    if (before == null || before.bits() != bits || !before.whose().equals(whose)) {
      seen.setRelease(place(bits), new Seen<>(bits, whose));
    }
  }

  /** Whose text it is; empty where it was not seen, or forgotten since. */
  public Optional<V> find(K kind, String text) {
    long bits = bits(kind, text);
    Seen<V> found = seen.getAcquire(place(bits));
    return found == null || found.bits() != bits ? Optional.empty() : Optional.of(found.whose());
  }

  public void remove(K kind, String text) {
    long bits = bits(kind, text);
    Seen<V> found = seen.getAcquire(place(bits));
    if (found != null && found.bits() == bits) {
      seen.compareAndSet(place(bits), found, null);
    }
  }

  private long bits(K kind, String text) {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == FILLER) {
      length--;
    }
    String end = text.substring(Math.max(0, length - LOOKED_AT), length);
    return hash.hash(((char) kind.ordinal() + end).getBytes(StandardCharsets.UTF_8));
  }

  private static int place(long bits) {
    return (int) bits & PLACES - 1;
  }
}
