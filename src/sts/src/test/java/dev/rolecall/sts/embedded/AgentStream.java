package dev.rolecall.sts.embedded;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent hears of its node, line by line. */
public final class AgentStream implements AutoCloseable {
  private final BufferedReader lines;

  private AgentStream(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** Opens one that must be given. */
  public static AgentStream open(HttpClient client, URI sts, String token)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(
            HttpRequest.newBuilder(sts.resolve("/agent/stream"))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("refused: " + answer.statusCode());
    }
    return new AgentStream(answer.body());
  }

  /** The next line; null at the end. */
  public @Nullable JsonObject next() throws Exception {
    String line = lines.readLine();
    return line == null ? null : (JsonObject) Json.parse(line);
  }

  /** All until, and with, the next of a type. */
  public List<JsonObject> until(String type) throws Exception {
    List<JsonObject> heard = new ArrayList<>();
    do {
      JsonObject line = next();
      if (line == null) {
        throw new AssertionError("ended before it said " + type + ": " + heard);
      }
      heard.add(line);
    } while (!type(heard.getLast()).equals(type));
    return heard;
  }

  /** Reads until it ends; how it ends does not matter. */
  public void untilEnd() {
    try {
      while (lines.readLine() != null) {
        // Nothing more is asked of it.
      }
    } catch (IOException e) {
      // It was broken off.
    }
  }

  public static String type(JsonObject line) {
    return Answers.text(line, "type");
  }

  /** The object that a line is about, of the first one about a pod of this name. */
  public static JsonObject pod(List<JsonObject> lines, String name) {
    return lines.stream()
        .filter(line -> type(line).equals("pod"))
        .map(line -> (JsonObject) line.get("pod").orElseThrow())
        .filter(pod -> Answers.text(pod, "name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of pod " + name));
  }

  /** The names of the pods that were told. */
  public static List<String> pods(List<JsonObject> lines) {
    return lines.stream()
        .filter(line -> type(line).equals("pod"))
        .map(line -> Answers.text((JsonObject) line.get("pod").orElseThrow(), "name"))
        .toList();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
