package dev.rolecall.policy;

import dev.rolecall.policy.RequestContext.Entry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects keys and their values in the order in which they come, and lays them out to be looked
 * up: a decision asks several times for few keys, and what that costs is mostly what it fetches
 * from memory. So there are two small arrays, the pairs and an open hash table of their numbers,
 * and keys are usually the very object that is asked for.
 */
final class ContextTable {
  private static final int SPREAD = 0x9E3779B9;

  /** Numbers are written down as characters, from 1; 0 is a free place. */
  private static final int MOST = Character.MAX_VALUE;

  private @Nullable Object[] pairs = new @Nullable Object[2 * 16];
  private char[] places = new char[32];
  private int size;

  /**
   * A value, in place of the one that the key had.
   *
   * @param value a text or an {@link Entry} of another kind
   */
  void put(String key, Object value) {
    int place = place(places, key);
    while (places[place] != 0) {
      int pair = pair(places, place);
      if (key.equals(pairs[pair])) {
        pairs[pair + 1] = value;
        return;
      }
      place = place + 1 & places.length - 1;
    }
    if (size == MOST) {
      throw new IllegalStateException("more than " + MOST + " condition keys");
    }
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[2 * size] = key;
    pairs[2 * size + 1] = value;
    places[place] = (char) ++size;
    if (2 * size > places.length) {
      places = places(2 * places.length);
    }
  }

  /** Each key, followed by its value. */
  @Nullable Object[] pairs() {
    return Arrays.copyOf(pairs, 2 * size);
  }

  /** Where each key stands among the pairs, for {@link #get}. */
  char[] places() {
    // At most half of the places are in use; most keys stand in their own one.
    return places(2 * Integer.highestOneBit(Math.max(1, 2 * size - 1)));
  }

  private char[] places(int length) {
    char[] found = new char[length];
    for (int number = 1; number <= size; number++) {
      int place = place(found, String.valueOf(pairs[2 * number - 2]));
      while (found[place] != 0) {
        place = place + 1 & length - 1;
      }
      found[place] = (char) number;
    }
    return found;
  }

  /** The key's value, or null. */
  static @Nullable Object get(char[] places, @Nullable Object[] pairs, String key) {
    int place = place(places, key);
    while (places[place] != 0) {
      int pair = pair(places, place);
      Object candidate = pairs[pair];
      if (candidate == key || key.equals(candidate)) {
        return pairs[pair + 1];
      }
      place = place + 1 & places.length - 1;
    }
    return null;
  }

  private static int pair(char[] places, int place) {
    return 2 * places[place] - 2;
  }

  private static int place(char[] places, String key) {
    return key.hashCode() * SPREAD >>> 16 & places.length - 1;
  }
}
