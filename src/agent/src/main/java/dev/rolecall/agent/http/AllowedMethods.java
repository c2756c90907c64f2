package dev.rolecall.agent.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The methods of a path. */
public record AllowedMethods(List<HttpMethod> methods) {
  public AllowedMethods {
    methods = List.copyOf(methods);
  }

  public static AllowedMethods of(HttpMethod... methods) {
    return new AllowedMethods(List.of(methods));
  }

  /** Whether the request has one of them; it was answered where not. */
  public boolean allow(HttpServerRequest request) {
    if (methods.contains(request.method())) {
      return true;
    }
    String allow = String.join(", ", methods.stream().map(HttpMethod::name).toList());
    request.response().putHeader("Allow", allow);
    new HttpError(405, "MethodNotAllowedException", "Here is only " + allow + ".")
        .send(request.response());
    return false;
  }
}
