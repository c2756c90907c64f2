package dev.rolecall.sts.authorize;

import dev.rolecall.json.Json;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpFailures;
import java.util.Map;

/** Failures of {@code /authorize} and of what the operator asks. */
public record AuthorizeFailures() implements HttpFailures {
  @Override
  public String service() {
    return "rolecall";
  }

  @Override
  public HttpAnswer malformed(String why) {
    return error(400, "BadRequest", why);
  }

  @Override
  public HttpAnswer tooLarge(int limit) {
    return error(413, "RequestEntityTooLarge", "The body has more than " + limit + " bytes");
  }

  @Override
  public HttpAnswer tooSlow() {
    return error(408, "RequestTimeout", "The request did not arrive in time");
  }

  @Override
  public HttpAnswer noRoom() {
    return error(503, "ServiceUnavailable", "Too many requests at once; try again");
  }

  @Override
  public HttpAnswer throttled(String requestId) {
    return rateExceeded();
  }

  @Override
  public HttpAnswer failed() {
    return brokenHere();
  }

  @Override
  public HttpAnswer notReady() {
    return error(503, "ServiceUnavailable", "Not ready yet; try again");
  }

  /** To one who asks too often. */
  public static HttpAnswer rateExceeded() {
    return error(429, "Throttling", "Rate exceeded").retryAfter(1);
  }

  /** To what may not be granted because it cannot be recorded, and to what broke. */
  public static HttpAnswer brokenHere() {
    return error(500, "InternalFailure", "Something broke here");
  }

  /** A failure with its code and sentence. */
  public static HttpAnswer error(int status, String code, String message) {
    return HttpAnswer.json(status, Json.write(Map.of("code", code, "message", message)));
  }
}
