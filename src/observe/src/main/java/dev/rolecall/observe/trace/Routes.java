package dev.rolecall.observe.trace;

import java.util.Optional;
import java.util.Set;

/**
 * What of a path is told in a trace: the route that it is of, as programs have it. What callers put
 * into paths and queries stays with them; queries may hold tokens.
 */
final class Routes {
  private static final Set<String> WHOLE =
      Set.of(
          "/",
          "/v1/credentials",
          "/agent/credentials",
          "/agent/stream",
          "/operator/role-uses",
          "/authorize",
          "/authorize/nginx");

  /** Asked every few seconds by kubelets and Prometheus, about nothing but the program itself. */
  private static final Set<String> UNTRACED =
      Set.of("/healthz", "/readyz", "/metrics", "/q/health/live", "/q/health/ready", "/q/health");

  private Routes() {}

  /**
   * The route of a request; empty where it is not traced.
   *
   * @param uri as it came
   */
  static Optional<String> of(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (UNTRACED.contains(path)) {
      return Optional.empty();
    }
    if (WHOLE.contains(path)) {
      return Optional.of(path);
    }
    if (path.startsWith("/clusters/") && path.endsWith("/assume-role-for-pod-identity")) {
      return Optional.of("/clusters/:name/assume-role-for-pod-identity");
    }
    if (path.startsWith("/latest/")) {
      return Optional.of("/latest");
    }
    return Optional.of(path.startsWith("/authorize/envoy") ? "/authorize/envoy" : "other");
  }
}
