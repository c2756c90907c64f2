package dev.rolecall.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the entries of a request's context. A decision asks several times for few keys: an open
 * hash table of texts alone answers in half the time of a {@link java.util.HashMap}, whose calls to
 * {@code equals} serve all kinds of keys.
 */
final class ContextTable {
  /** Each key, followed by its entry; a key that has to yield stands in the next free place. */
  private final @Nullable Object[] slots;

  private final int mask;

  ContextTable(Map<String, RequestContext.Entry> entries) {
    // A quarter to a half is in use, so that most keys stand in their own place.
    int capacity = 2 * Integer.highestOneBit(Math.max(2, 2 * entries.size()));
    mask = capacity - 1;
    slots = new @Nullable Object[2 * capacity];
    entries.forEach(this::put);
  }

  private void put(String key, RequestContext.Entry entry) {
    int place = place(key);
    while (slots[2 * place] != null) {
      place = place + 1 & mask;
    }
    slots[2 * place] = key;
    slots[2 * place + 1] = entry;
  }

  RequestContext.@Nullable Entry get(String key) {
    int place = place(key);
    while (slots[2 * place] instanceof String candidate) {
      if (candidate.equals(key)) {
        return (RequestContext.Entry) slots[2 * place + 1];
      }
      place = place + 1 & mask;
    }
    return null;
  }

  private int place(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash >>> 16 & mask;
  }
}
