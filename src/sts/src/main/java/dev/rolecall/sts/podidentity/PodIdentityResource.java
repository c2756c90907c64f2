package dev.rolecall.sts.podidentity;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.session.Credentials;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.podidentity.PodIdentityService.Result;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
  private final ClusterFacts cluster;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  public PodIdentityResource(
      PodIdentityService service,
      ClusterFacts cluster,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.service = service;
    this.cluster = cluster;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = new AuditTrail(requestIds.get(), ACTION, call.source());
    trail.userAgent(call.header("User-Agent"));
    trail.parameters(Map.of("clusterName", clusterName(call.path())));
    return auditor.watch(trail, () -> answer(call, trail));
  }

  private CompletionStage<HttpAnswer> answer(HttpCall call, AuditTrail trail) {
    if (!clusterName(call.path()).equals(cluster.name())) {
      return done(
          refuse(
              trail,
              PodIdentityError.of(
                  Refusal.told(Refusal.Kind.NO_SUCH_CLUSTER, "There is no such cluster here")),
              "the path names another cluster"));
    }
    Optional<String> token = podToken(call);
    if (token.isEmpty()) {
      return done(
          refuse(
              trail,
              PodIdentityError.invalidParameter("The body is not a JSON object with a token"),
              "no token"));
    }
    return service
        .assume(call, token.get(), trail)
        .thenApply(result ->
            switch (result) {
              case Result.Granted granted -> grant(granted, trail);
              case Result.Refused(var refusal) ->
                  refuse(trail, PodIdentityError.of(refusal), refusal.reason());
            });
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

  private HttpAnswer grant(Result.Granted granted, AuditTrail trail) {
    trail.granted(granted.assumed().session());
    String reason = granted.assumed().reason() + "; role named by " + granted.binding().namedBy();
    if (!auditor.allowed(trail, reason)) {
      return PodIdentityError.internal().answer(trail.requestId());
    }
    return new HttpAnswer(
        200,
        "application/json",
        Map.of("x-amzn-RequestId", trail.requestId()),
        Json.write(body(granted)));
  }

  private Map<String, Object> body(Result.Granted granted) {
    Session session = granted.assumed().session();
    String association = cluster.associationId(granted.workload(), granted.binding().namedBy());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "subject",
        Map.of(
            "namespace", granted.workload().pod().namespace(),
            "serviceAccount", granted.workload().serviceAccount().name()));
    body.put("audience", PodIdentityService.SERVICE);
    body.put(
        "podIdentityAssociation",
        Map.of(
            "associationArn",
            cluster.associationArn(granted.workload(), association),
            "associationId",
            association));
    // The model's spelling, which is not AssumeRole's.
    body.put(
        "assumedRoleUser",
        Map.of("arn", session.arn().toString(), "assumeRoleId", session.userId()));
    body.put("credentials", credentials(granted.assumed().credentials()));
    return body;
  }

  private static Map<String, Object> credentials(Credentials credentials) {
    return Map.of(
        "sessionToken", credentials.sessionToken().reveal(),
        "secretAccessKey", credentials.secretAccessKey().reveal(),
        "accessKeyId", credentials.accessKeyId().value(),
        "expiration", credentials.expiration().getEpochSecond());
  }

  private HttpAnswer refuse(AuditTrail trail, PodIdentityError error, String reason) {
    auditor.refused(trail, error.code(), error.message(), reason);
    return error.answer(trail.requestId());
  }

  private static CompletionStage<HttpAnswer> done(HttpAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
