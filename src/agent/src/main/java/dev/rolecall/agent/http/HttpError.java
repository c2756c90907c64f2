package dev.rolecall.agent.http;

import dev.rolecall.json.Json;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal of the credentials endpoint. Its JSON has both spellings of the two names, since some
 * SDKs read {@code code} and {@code message} (Java v2, Go, the ECS agent's own wire) and some
 * {@code Code} and {@code Message} (JavaScript v3).
 *
 * @param status 4xx where asking again changes nothing, 503 where it may: the SDKs retry by it
 */
public record HttpError(int status, String code, String message) {
  public void send(HttpServerResponse response) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    members.put("Code", code);
    members.put("Message", message);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.write(members));
  }
}
