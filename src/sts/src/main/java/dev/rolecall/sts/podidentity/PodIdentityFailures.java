package dev.rolecall.sts.podidentity;

import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpFailures;
import java.util.function.Supplier;

/** Failures in EKS Auth's protocol. */
public record PodIdentityFailures(Supplier<String> requestIds) implements HttpFailures {
  @Override
  public String service() {
    return "eks-auth";
  }

  @Override
  public HttpAnswer malformed(String why) {
    return PodIdentityError.invalidParameter(why).answer(requestIds.get());
  }

  @Override
  public HttpAnswer tooLarge(int limit) {
    return PodIdentityError.invalidParameter("The body has more than " + limit + " bytes")
        .answer(requestIds.get());
  }

  @Override
  public HttpAnswer tooSlow() {
    return new PodIdentityError(
            "RequestTimeoutException", 408, "The request did not arrive in time")
        .answer(requestIds.get());
  }

  @Override
  public HttpAnswer noRoom() {
    return PodIdentityError.unavailable("Too many requests at once; please try again")
        .answer(requestIds.get());
  }

  @Override
  public HttpAnswer throttled(String requestId) {
    return PodIdentityError.throttling().answer(requestId);
  }

  @Override
  public HttpAnswer failed() {
    return PodIdentityError.internal().answer(requestIds.get());
  }

  @Override
  public HttpAnswer notReady() {
    return PodIdentityError.unavailable("Not ready yet; please try again").answer(requestIds.get());
  }
}
