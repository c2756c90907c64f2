package dev.rolecall.limit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which texts were seen lately, by 64 bits of each and in half a megabyte; a newer one
 * may take the place of an older one. The bits are of the text's end alone, which of a token is its
 * signature or seal (before the tildes that a session's token may be filled up with), under a key
 * that nobody knows: good for being heard, never for being believed. Safe for several threads.
 */
public final class Fingerprints {
  private static final int PLACES = 1 << 16;
  private static final int LOOKED_AT = 64;
  private static final char FILLER = '~';

  private final SipHash hash;
  private final AtomicLongArray seen = new AtomicLongArray(PLACES);

  public Fingerprints(SecureRandom random) {
    hash = SipHash.random(random);
  }

  public void add(String text) {
    long bits = bits(text);
    seen.setOpaque(place(bits), bits);
  }

  public boolean contains(String text) {
    long bits = bits(text);
    return seen.getOpaque(place(bits)) == bits;
  }

  public void remove(String text) {
    long bits = bits(text);
    seen.compareAndSet(place(bits), bits, 0);
  }

  /** Never 0, which is the place of nothing. */
  private long bits(String text) {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == FILLER) {
      length--;
    }
    String end = text.substring(Math.max(0, length - LOOKED_AT), length);
    return hash.hash(end.getBytes(StandardCharsets.UTF_8)) | 1L << 63;
  }

  private static int place(long bits) {
    return (int) bits & PLACES - 1;
  }
}
