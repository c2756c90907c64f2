package dev.rolecall.sts.query;

import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpFailures;
import java.util.function.Supplier;

/** Failures in the Query protocol. */
public record QueryFailures(Supplier<String> requestIds) implements HttpFailures {
  @Override
  public String service() {
    return "sts";
  }

  @Override
  public HttpAnswer malformed(String why) {
    return answer(new QueryError("MalformedHttpRequestException", 400, why));
  }

  @Override
  public HttpAnswer tooLarge(int limit) {
    return answer(
        new QueryError(
            "RequestEntityTooLarge", 413, "The request has more than " + limit + " bytes"));
  }

  @Override
  public HttpAnswer tooSlow() {
    return answer(new QueryError("RequestTimeout", 408, "The request did not arrive in time."));
  }

  @Override
  public HttpAnswer noRoom() {
    return answer(QueryError.serviceUnavailable());
  }

  @Override
  public HttpAnswer throttled(String requestId) {
    return Envelopes.error(QueryError.throttling(), requestId);
  }

  @Override
  public HttpAnswer failed() {
    return answer(QueryError.internalFailure());
  }

  @Override
  public HttpAnswer notReady() {
    return answer(QueryError.serviceUnavailable());
  }

  private HttpAnswer answer(QueryError error) {
    return Envelopes.error(error, requestIds.get());
  }
}
