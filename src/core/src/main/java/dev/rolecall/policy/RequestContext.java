package dev.rolecall.policy;

import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.policy.pattern.Variables;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Condition keys and their values; keys are looked up whatever their case. */
public final class RequestContext implements Variables {
  private final Map<String, Entry> entries;
  private final ContextTable table;

  private RequestContext(Map<String, Entry> entries) {
    this.entries = entries;
    this.table = new ContextTable(entries);
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
  }

  public static RequestContext empty() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** All keys, in lower case, in the order in which they were put. */
  public Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** The same with this key, in place of the values it had. */
  public RequestContext with(String key, Entry entry) {
    Map<String, Entry> more = new LinkedHashMap<>(entries);
    more.put(LetterCase.lower(key), entry);
    return new RequestContext(more);
  }

  /** The key's values, or empty where the request has no such key. */
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(entry(LetterCase.lower(key)));
  }

  /** The value of a single-valued key; empty also for a multi-valued one. */
  public Optional<String> single(String key) {
    return Optional.ofNullable(value(LetterCase.lower(key), null));
  }

  /**
   * The key's values, or null where the request has no such key. For deciding: nothing is allocated
   * for the answer.
   *
   * @param lowerCaseKey the key in lower case
   */
  public @Nullable Entry entry(String lowerCaseKey) {
    return table.get(lowerCaseKey);
  }

  @Override
  public @Nullable String value(String lowerCaseKey, @Nullable String otherwise) {
    Entry entry = table.get(lowerCaseKey);
    return entry == null ? otherwise : entry.single();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestContext that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }

  /** Collects keys; a later value replaces an earlier one of the same key. */
  public static final class Builder {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String key, String value) {
      entries.put(LetterCase.lower(key), new Entry(List.of(value), false));
      return this;
    }

    public Builder putAll(String key, List<String> values) {
      entries.put(LetterCase.lower(key), new Entry(values, true));
      return this;
    }

    public RequestContext build() {
      return new RequestContext(new LinkedHashMap<>(entries));
    }
  }
}
