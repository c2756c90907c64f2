package dev.rolecall.operator.lastused;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a replica of sts answers: {@code {"region": ..., "uses": {<role id>: <time>}}}. */
final class UsesAnswer {
  private UsesAnswer() {}

  /**
   * The uses by unique id; members that are not as they must be are left out.
   *
   * @throws JsonException where it is no JSON
   */
  static Map<String, RoleUse> read(String body) throws JsonException {
    Map<String, RoleUse> uses = new HashMap<>();
    if (Json.parse(body) instanceof JsonObject answer
        && answer.get("uses").orElse(null) instanceof JsonObject told) {
      String region = answer.get("region").flatMap(UsesAnswer::text).orElse("");
      for (Member use : told.members()) {
        text(use.value())
            .flatMap(UsesAnswer::time)
            .ifPresent(at -> uses.put(use.name(), new RoleUse(at, region)));
      }
    }
    return uses;
  }

  private static Optional<String> text(JsonValue value) {
    return value instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
  }

  static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
