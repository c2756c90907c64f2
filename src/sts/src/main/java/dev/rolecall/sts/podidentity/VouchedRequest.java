package dev.rolecall.sts.podidentity;

import dev.rolecall.identity.PodRef;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whose credentials the agent of a node asks for. */
sealed interface VouchedRequest {
  /** Those of a pod of its node, whose connection it attests. */
  record ForPod(Way.Attested way, PodRef pod) implements VouchedRequest {}

  /** Those of the node's own processes. */
  record ForNode() implements VouchedRequest {}

  /** What a body asks for; empty where it is no such request. */
  static Optional<VouchedRequest> read(byte[] body) {
    try {
      return Json.parse(new String(body, StandardCharsets.UTF_8)) instanceof JsonObject object
          ? text(object, "way")
              .flatMap(way ->
                  way.equals("node")
                      ? Optional.of(new ForNode())
                      : Way.Attested.named(way).flatMap(attested -> forPod(attested, object)))
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<VouchedRequest> forPod(Way.Attested way, JsonObject request) {
    if (!(request.get("pod").orElse(null) instanceof JsonObject pod)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ForPod(
              way,
              new PodRef(
                  text(pod, "namespace").orElse(""),
                  text(pod, "name").orElse(""),
                  text(pod, "uid").orElse(""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject object, String member) {
    return object.get(member).orElse(null) instanceof JsonString text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
