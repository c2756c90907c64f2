package dev.rolecall.sts.podidentity;

import dev.rolecall.json.Json;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.http.HttpAnswer;
import java.util.Map;

/**
 * One error of EKS Auth's REST-JSON protocol.
 *
 * @param code with its suffix {@code Exception}
 */
record PodIdentityError(String code, int status, String message) {
  private static final int TOO_MANY = 429;
  private static final String UNAVAILABLE = "ServiceUnavailableException";

  /** Turns reasons into the errors of EKS Auth's model (version 2023-11-26). */
  static PodIdentityError of(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID_TOKEN -> new PodIdentityError("InvalidTokenException", 400, refusal.message());
      case EXPIRED_TOKEN -> new PodIdentityError("ExpiredTokenException", 400, refusal.message());
      case KEYS_UNAVAILABLE -> unavailable("The keys of the token's issuer are not known now");
      case NOT_KNOWN_YET -> unavailable("The pod is not known yet; please try again");
      case NOT_AUTHORIZED ->
          new PodIdentityError(
              "AccessDeniedException",
              400,
              "The pod is not authorized to assume a role; its Events say more");
      case THROTTLED -> throttling();
      case AGENT_NOT_AUTHENTICATED ->
          new PodIdentityError(
              "UnrecognizedClientException", 403, "The agent's token was not accepted");
      case NO_SUCH_CLUSTER ->
          new PodIdentityError("ResourceNotFoundException", 404, refusal.message());
      case SESSION_TOO_LARGE, INVALID_PARAMETER, DURATION_TOO_LONG, MALFORMED_POLICY ->
          new PodIdentityError("InvalidRequestException", 400, refusal.message());
    };
  }

  /** The agent keeps what it has and tries again. */
  static PodIdentityError throttling() {
    return new PodIdentityError("ThrottlingException", TOO_MANY, "Rate exceeded");
  }

  static PodIdentityError unavailable(String message) {
    return new PodIdentityError(UNAVAILABLE, 503, message);
  }

  static PodIdentityError invalidParameter(String message) {
    return new PodIdentityError("InvalidParameterException", 400, message);
  }

  static PodIdentityError internal() {
    return new PodIdentityError("InternalServerException", 500, "Something broke here");
  }

  HttpAnswer answer(String requestId) {
    HttpAnswer answer =
        new HttpAnswer(
            status,
            "application/json",
            Map.of("x-amzn-errortype", code, "x-amzn-RequestId", requestId),
            Json.write(Map.of("__type", code, "message", message)));
    return status == TOO_MANY ? answer.retryAfter(1) : answer;
  }
}
