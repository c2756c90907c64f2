package dev.rolecall.agent.guard.report;

import dev.rolecall.agent.guard.cni.PodInterface;
import dev.rolecall.agent.guard.host.Members;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code interfaces.json}: the interfaces whose pins stand. The server believes nothing of others,
 * so what is new is told after its pins are set, and what went before they are taken away.
 */
public final class InterfacesFile {
  private final RunDirectory directory;
  private long generation;

  /** What the file says, by its text; null where it is not there. */
  private @Nullable Map<String, JsonValue> published;

  public InterfacesFile(RunDirectory directory) {
    this.directory = directory;
    Optional<JsonValue> earlier = directory.read(RunDirectory.INTERFACES);
    this.generation = earlier.flatMap(file -> Members.number(file, "generation")).orElse(0L);
    this.published = earlier.map(file -> byText(Members.elements(file, "interfaces"))).orElse(null);
  }

  /**
   * Takes away what is not among these, and what has an address that another of these is about to
   * have too.
   *
   * @return whether anything was: until the server has seen that, it takes whoever comes by the
   *     address for whose it was, so the pins must stay until then
   */
  public boolean retain(List<PodInterface> interfaces) throws IOException {
    Map<String, JsonValue> known = published;
    if (known == null) {
      return false;
    }
    Map<String, JsonValue> next = entries(interfaces);
    Set<String> coming = new HashSet<>();
    next.forEach((text, entry) -> {
      if (!known.containsKey(text)) {
        coming.addAll(addresses(entry));
      }
    });
    Map<String, JsonValue> kept = new LinkedHashMap<>(known);
    kept.entrySet()
        .removeIf(entry ->
            !next.containsKey(entry.getKey())
                || addresses(entry.getValue()).stream().anyMatch(coming::contains));
    write(kept);
    return kept.size() < known.size();
  }

  /** Tells all of these. */
  public void publish(List<PodInterface> interfaces) throws IOException {
    write(entries(interfaces));
  }

  private void write(Map<String, JsonValue> next) throws IOException {
    if (published != null && List.copyOf(next.keySet()).equals(List.copyOf(published.keySet()))) {
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("generation", generation + 1);
    members.put("interfaces", List.copyOf(next.values()));
    directory.write(RunDirectory.INTERFACES, members);
    generation++;
    published = next;
  }

  private static Map<String, JsonValue> entries(List<PodInterface> interfaces) {
    return byText(interfaces.stream().map(found -> Json.of(found.members())).toList());
  }

  private static Map<String, JsonValue> byText(List<JsonValue> entries) {
    Map<String, JsonValue> byText = new LinkedHashMap<>();
    entries.forEach(entry -> byText.put(Json.write(entry), entry));
    return byText;
  }

  private static List<String> addresses(JsonValue entry) {
    List<String> addresses = new ArrayList<>();
    for (JsonValue address : Members.elements(entry, "addresses")) {
      if (address instanceof JsonValue.JsonString(var text, var position)) {
        addresses.add(text);
      }
    }
    return addresses;
  }
}
