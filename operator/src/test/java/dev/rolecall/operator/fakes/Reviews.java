package dev.rolecall.operator.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import java.util.List;
import java.util.Map;

/** Requests of an API server, and what webhooks answer. */
public final class Reviews {
  public static final Requester ALICE =
      new Requester("alice", "", List.of("system:authenticated"), Map.of());

  private Reviews() {}

  public static AdmissionRequest create(JsonNode object) {
    return request("CREATE", object, MissingNode.getInstance());
  }

  public static AdmissionRequest update(JsonNode object, JsonNode before) {
    return request("UPDATE", object, before);
  }

  /**
   * Of alice; kind and namespace are the object's, {@code Pod} and {@code team} where it says none.
   */
  public static AdmissionRequest request(String operation, JsonNode object, JsonNode before) {
    return by(ALICE, operation, object, before);
  }

  public static AdmissionRequest by(
      Requester requester, String operation, JsonNode object, JsonNode before) {
    String kind = object.path("kind").asText("Pod");
    return new AdmissionRequest(
        "uid",
        kind,
        "",
        object.path("metadata").path("namespace").asText(kind.equals("Pod") ? "team" : ""),
        operation,
        object,
        before,
        requester);
  }

  public static AdmissionAnswer answer(Admission admission, AdmissionRequest request) {
    return admission.review(request).toCompletableFuture().join();
  }

  /** What is said of something that is admitted. */
  public static List<String> warnings(AdmissionAnswer answer) {
    if (answer instanceof AdmissionAnswer.Allowed allowed) {
      return allowed.warnings();
    }
    throw new AssertionError("it must be admitted: " + answer);
  }

  /** The sentence of a refusal. */
  public static String refusal(AdmissionAnswer answer) {
    if (answer instanceof AdmissionAnswer.Refused refused) {
      return refused.message();
    }
    throw new AssertionError("it must be refused: " + answer);
  }
}
