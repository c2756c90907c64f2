package dev.rolecall.sts.podidentity;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code POST /clusters/{name}/assume-role-for-pod-identity}, as EKS Auth serves it. */
public final class PodIdentityResource implements HttpEndpoint {
  /** Its name in audit events. */
  public static final String ACTION = "eks-auth:AssumeRoleForPodIdentity";

  private final PodIdentityService service;
  private final String cluster;
  private final AgentAnswers answers;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  /**
   * @param cluster the name of the cluster
   */
  public PodIdentityResource(
      PodIdentityService service,
      String cluster,
      AgentAnswers answers,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.service = service;
    this.cluster = cluster;
    this.answers = answers;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public Credential credential(HttpCall call) {
    return Credential.token(call.bearerToken().orElse(""));
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = call.trail(requestIds.get(), ACTION);
    trail.parameters(Map.of("clusterName", clusterName(call.path())));
    return auditor.watch(trail, () -> answer(call, trail));
  }

  private CompletionStage<HttpAnswer> answer(HttpCall call, AuditTrail trail) {
    if (!clusterName(call.path()).equals(cluster)) {
      return done(
          answers.refuse(
              PodIdentityError.of(
                  Refusal.told(Refusal.Kind.NO_SUCH_CLUSTER, "There is no such cluster here")),
              "the path names another cluster",
              trail));
    }
    Optional<String> token = podToken(call);
    if (token.isEmpty()) {
      return done(
          answers.refuse(
              PodIdentityError.invalidParameter("The body is not a JSON object with a token"),
              "no token",
              trail));
    }
    return service
        .assume(call, token.get(), trail)
        .thenApply(result -> answers.answer(result, trail));
  }

  /** The second of {@code /clusters/<name>/assume-role-for-pod-identity}; names need no escapes. */
  private static String clusterName(String path) {
    String[] segments = path.split("/", -1);
    return segments.length > 2 ? segments[2] : "";
  }

  private static Optional<String> podToken(HttpCall call) {
    try {
      String body = new String(call.body(), StandardCharsets.UTF_8);
      return Json.parse(body) instanceof JsonObject object
          ? object
              .get("token")
              .filter(JsonString.class::isInstance)
              .map(value -> ((JsonString) value).value())
              .filter(token -> !token.isEmpty())
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static CompletionStage<HttpAnswer> done(HttpAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
