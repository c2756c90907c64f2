package dev.rolecall.agent.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.testkit.LineProcess;
import java.util.Optional;

/** What clients say. */
final class ClientAnswers {
  private ClientAnswers() {}

  /** The access key id of the credentials that it has. */
  static String key(LineProcess client) {
    JsonObject said = ask(client);
    assertThat(said.get("error").map(error -> text(said, "error"))).isEmpty();
    return text(said, "AccessKeyId");
  }

  /** Why it has none. */
  static Optional<String> error(LineProcess client) {
    JsonObject said = ask(client);
    return said.get("error").map(error -> text(said, "error"));
  }

  private static JsonObject ask(LineProcess client) {
    try {
      return (JsonObject) Json.parse(client.ask("credentials"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String text(JsonObject object, String name) {
    return ((JsonString) object.get(name).orElseThrow()).value();
  }
}
