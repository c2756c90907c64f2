package dev.rolecall.agent.ecs;

import dev.rolecall.agent.endpoint.RequestPath;
import java.util.Optional;

/** What a path of the ECS endpoint leads to; whatever else leads nowhere. */
sealed interface EcsRoute {
  /**
   * {@code /v2/credentials/<id>}, or {@code /v1/credentials?id=<id>} of older clients.
   *
   * @param id empty where none is said
   * @param version of the path, as errors name it
   */
  record Credentials(String id, String version) implements EcsRoute {}

  /** Something that the task metadata has. */
  record Metadata() implements EcsRoute {}

  /** Not served. */
  record Nothing() implements EcsRoute {}

  String SECOND = "/v2/credentials";
  String FIRST = "/v1/credentials";
  String ID = "id=";

  /**
   * @param target as on the request line
   */
  static EcsRoute of(String target) {
    int query = target.indexOf('?');
    String path = RequestPath.decoded(query < 0 ? target : target.substring(0, query)).orElse("");
    String asked = query < 0 ? "" : target.substring(query + 1);
    if (path.equals(FIRST) || path.equals(FIRST + "/")) {
      return new Credentials(asked.startsWith(ID) ? asked.substring(ID.length()) : "", "V1");
    }
    if (!asked.isEmpty()) {
      return new Nothing();
    }
    if (path.startsWith("/v3/") || path.startsWith("/v4/")) {
      return new Metadata();
    }
    return second(path).<EcsRoute>map(id -> new Credentials(id, "V2")).orElseGet(Nothing::new);
  }

  private static Optional<String> second(String path) {
    if (path.equals(SECOND)) {
      return Optional.of("");
    }
    return path.startsWith(SECOND + "/")
        ? Optional.of(path.substring(SECOND.length() + 1))
        : Optional.empty();
  }
}
