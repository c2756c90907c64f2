package dev.rolecall.cli.demo;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks sts whether a request that a service received may be served ({@code POST /authorize}). */
final class Authorizer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI endpoint;
  private final Path tokenFile;
  private final HttpClient client;

  /**
   * @param tokenFile the service's own token, for the audience of authorization
   */
  Authorizer(URI sts, Path tokenFile) {
    this.endpoint = sts.resolve("/authorize");
    this.tokenFile = tokenFile;
    this.client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  }

  /**
   * The decision on a request.
   *
   * @param request the request exactly as it arrived: method, path, query, headers, body
   * @throws IOException where sts cannot be asked or refuses to be: then nothing may be served
   */
  Verdict decide(Map<String, Object> request, String action, String resource, AccountId owner)
      throws IOException {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("request", request);
    question.put("service", DocumentStore.SIGNING_NAME);
    question.put("action", action);
    question.put("resource", resource);
    question.put("resourceAccount", owner.value());
    HttpResponse<String> answer = send(Json.write(question));
    JsonObject fields = object(answer.body());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "sts answered " + answer.statusCode() + ": " + text(fields, "message").orElse(""));
    }
    boolean allowed = text(fields, "decision").orElse("").equals("Allow");
    return new Verdict(allowed, text(fields, "reason").orElse("no reason was given"));
  }

  private HttpResponse<String> send(String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + Files.readString(tokenFile))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static JsonObject object(String body) throws IOException {
    try {
      if (Json.parse(body) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException e) {
      throw new IOException("sts did not answer with JSON: " + e.getMessage(), e);
    }
    return new JsonObject(List.of(), dev.rolecall.json.Position.NONE);
  }

  private static Optional<String> text(JsonObject object, String name) {
    JsonValue value = object.get(name).orElse(null);
    return value instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }

  /** What sts decided, and its reason. */
  record Verdict(boolean allowed, String reason) {}
}
