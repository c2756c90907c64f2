package dev.rolecall.sts.clients;

import dev.rolecall.json.JsonValue.JsonObject;

/** What a client says to whoever uses it. */
sealed interface Answer {
  /**
   * @param result as the API has it
   */
  record Given(JsonObject result) implements Answer {}

  /**
   * @param exception the class that the client throws
   * @param code AWS's error code
   */
  record Refused(String exception, String code) implements Answer {}
}
