package dev.rolecall.policy;

import dev.rolecall.policy.pattern.Variables;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Condition keys and their values; keys are looked up whatever their case. */
public final class RequestContext implements Variables {
  private final Map<String, Entry> entries;

  private RequestContext(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * The values of a key; a single-valued key is not the same as a multi-valued one with one value.
   */
  public record Entry(List<String> values, boolean multivalued) {
    public Entry {
      values = List.copyOf(values);
    }
  }

  public static RequestContext empty() {
    return new RequestContext(Map.of());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The key's values, or empty where the request has no such key. */
  public Optional<Entry> get(String key) {
    return Optional.ofNullable(entries.get(key.toLowerCase(Locale.ROOT)));
  }

  @Override
  public boolean has(String key) {
    return get(key).isPresent();
  }

  @Override
  public Optional<String> single(String key) {
    return get(key)
        .filter(entry -> !entry.multivalued() && entry.values().size() == 1)
        .map(entry -> entry.values().getFirst());
  }

  /** Collects keys; a later value replaces an earlier one of the same key. */
  public static final class Builder {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String key, String value) {
      entries.put(key.toLowerCase(Locale.ROOT), new Entry(List.of(value), false));
      return this;
    }

    public Builder putAll(String key, List<String> values) {
      entries.put(key.toLowerCase(Locale.ROOT), new Entry(values, true));
      return this;
    }

    public RequestContext build() {
      return new RequestContext(new LinkedHashMap<>(entries));
    }
  }
}
