package dev.rolecall.policy;

import dev.rolecall.policy.pattern.ConditionKeys;
import dev.rolecall.policy.pattern.Variables;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Condition keys and their values; keys are looked up whatever their case. */
public final class RequestContext implements Variables {
  /** As {@link ContextTable} lays them out. */
  private final char[] places;

  /** Each key and its value: a text where it has a single one, otherwise its entry. */
  private final @Nullable Object[] pairs;

  private RequestContext(ContextTable table) {
    this.places = table.places();
    this.pairs = table.pairs();
  }

  /**
   * The values of a key; a single-valued key is not the same as a multi-valued one with one value.
   */
  public record Entry(List<String> values, boolean multivalued) {
    public Entry {
      values = List.copyOf(values);
    }

    /** The value of a single-valued key, or null where the key is another. */
    public @Nullable String single() {
      return multivalued || values.size() != 1 ? null : values.get(0);
    }

    private static Entry of(@Nullable Object given) {
      return given instanceof Entry entry
          ? entry
          : new Entry(List.of(String.valueOf(given)), false);
    }
  }

  public static RequestContext empty() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** All keys, in lower case, in the order in which they were put. */
  public Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      entries.put(String.valueOf(pairs[i]), Entry.of(pairs[i + 1]));
    }
    return Collections.unmodifiableMap(entries);
  }

  /** The same with this key, in place of the values it had. */
  public RequestContext with(String key, Entry entry) {
    Builder builder = builder();
    entries().forEach(builder::put);
    return builder.put(key, entry).build();
  }

  /** The key's values, or empty where the request has no such key. */
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(given(ConditionKeys.lower(key))).map(Entry::of);
  }

  /** The value of a single-valued key; empty also for a multi-valued one. */
  public Optional<String> single(String key) {
    return Optional.ofNullable(value(ConditionKeys.lower(key), null));
  }

  /**
   * What the request says of a key, for deciding: nothing is allocated for the answer.
   *
   * @param lowerCaseKey the key in lower case
   * @return the text of a key with a single value, an {@link Entry} of another key, null where the
   *     request has no such key
   */
  @Nullable Object given(String lowerCaseKey) {
    return ContextTable.get(places, pairs, lowerCaseKey);
  }

  @Override
  public @Nullable String value(String lowerCaseKey, @Nullable String otherwise) {
    Object given = given(lowerCaseKey);
    if (given == null) {
      return otherwise;
    }
    return given instanceof String single ? single : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestContext that && entries().equals(that.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  @Override
  public String toString() {
    return entries().toString();
  }

  /** Collects keys; a later value replaces an earlier one of the same key. */
  public static final class Builder {
    private final ContextTable table = new ContextTable();

    private Builder() {}

    public Builder put(String key, String value) {
      table.put(ConditionKeys.lower(key), value);
      return this;
    }

    public Builder putAll(String key, List<String> values) {
      return put(key, new Entry(values, true));
    }

    Builder put(String key, Entry entry) {
      String single = entry.single();
      table.put(ConditionKeys.lower(key), single == null ? entry : single);
      return this;
    }

    public RequestContext build() {
      return new RequestContext(table);
    }
  }
}
