package dev.rolecall.operator.admission;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.text.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Reads and writes AdmissionReviews. Numbers keep the text they were written as. */
public final class AdmissionReviews {
  static final String VERSION = "admission.k8s.io/v1";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private AdmissionReviews() {}

  /**
   * @throws BadReview where the bytes are no review that asks something
   */
  public static AdmissionRequest read(byte[] body) throws BadReview {
    JsonNode review;
    try {
      review = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new BadReview("the body is not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!review.path("kind").asText().equals("AdmissionReview")
        || !review.path("apiVersion").asText().equals(VERSION)) {
      throw new BadReview("expected an AdmissionReview of " + VERSION);
    }
    JsonNode request = review.path("request");
    String uid = request.path("uid").asText();
    String kind = request.path("kind").path("kind").asText();
    // Both are logged where a review fails, and anybody may send one.
    if (!request.isObject() || !WORD.matcher(uid).matches() || !WORD.matcher(kind).matches()) {
      throw new BadReview("the AdmissionReview has no request with a uid and a kind");
    }
    return new AdmissionRequest(
        uid,
        kind,
        request.path("subResource").asText(),
        request.path("namespace").asText(),
        request.path("operation").asText(),
        request.path("object"),
        request.path("oldObject"),
        Requester.of(request.path("userInfo")));
  }

  /** What the API server is sent, once it is decided. */
  public static CompletionStage<String> answer(Admission admission, AdmissionRequest request) {
    return admission.review(request).thenApply(answer -> write(request, answer));
  }

  private static String write(AdmissionRequest request, AdmissionAnswer answer) {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", VERSION).put("kind", "AdmissionReview");
    ObjectNode response = review.putObject("response").put("uid", request.uid());
    switch (answer) {
      case AdmissionAnswer.Allowed allowed -> {
        response.put("allowed", true);
        warn(response, allowed.warnings());
      }
      case AdmissionAnswer.Patched patched -> {
        response
            .put("allowed", true)
            .put("patchType", "JSONPatch")
            .put(
                "patch",
                Base64.getEncoder()
                    .encodeToString(patched.patch().toString().getBytes(StandardCharsets.UTF_8)));
        warn(response, patched.warnings());
      }
      case AdmissionAnswer.Refused refused ->
          response
              .put("allowed", false)
              .putObject("status")
              .put("code", refused.refusal().code())
              .put("reason", refused.refusal().reason())
              .put("message", OneLine.of(refused.message()));
    }
    return review.toString();
  }

  private static void warn(ObjectNode response, List<String> warnings) {
    if (!warnings.isEmpty()) {
      var array = response.putArray("warnings");
      Warnings.bounded(warnings).forEach(array::add);
    }
  }

  /** A body that is no review; the message says what it lacks. */
  public static final class BadReview extends Exception {
    private static final long serialVersionUID = 1L;

    private final String explanation;

    BadReview(String explanation) {
      super(explanation);
      this.explanation = explanation;
    }

    public String explanation() {
      return explanation;
    }
  }
}
