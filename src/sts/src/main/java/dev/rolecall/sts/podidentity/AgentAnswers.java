package dev.rolecall.sts.podidentity;

import dev.rolecall.identity.Workload;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers agents in EKS Auth's words, and records what became of each call. */
public final class AgentAnswers {
  private final ClusterFacts cluster;
  private final Auditor auditor;

  public AgentAnswers(ClusterFacts cluster, Auditor auditor) {
    this.cluster = cluster;
    this.auditor = auditor;
  }

  HttpAnswer answer(Result result, AuditTrail trail) {
    return switch (result) {
      case Result.ToPod granted ->
          grant(
              granted.assumed(),
              "; role named by " + granted.binding().namedBy(),
              ofPod(granted),
              trail);
      case Result.ToNode granted ->
          grant(
              granted.assumed(),
              "; role named by InstanceProfile " + granted.profile(),
              new LinkedHashMap<>(),
              trail);
      case Result.Refused(var refusal) -> refuse(refusal, trail);
    };
  }

  /** Tells the caller no more than AWS would. */
  public HttpAnswer refuse(Refusal refusal, AuditTrail trail) {
    return refuse(PodIdentityError.of(refusal), refusal.reason(), trail);
  }

  HttpAnswer refuse(PodIdentityError error, String reason, AuditTrail trail) {
    auditor.refused(trail, error.code(), error.message(), reason);
    return error.answer(trail.requestId());
  }

  /** To what may not be granted because it cannot be recorded. */
  public HttpAnswer broken(AuditTrail trail) {
    return PodIdentityError.internal().answer(trail.requestId());
  }

  /** To somebody for whom there is no room at this moment. */
  public HttpAnswer noRoom(String reason, AuditTrail trail) {
    return refuse(PodIdentityError.unavailable("Too many agents; please try again"), reason, trail);
  }

  private HttpAnswer grant(
      Assumed assumed, String namedBy, Map<String, Object> body, AuditTrail trail) {
    trail.granted(assumed.session());
    if (!auditor.allowed(trail, assumed.reason() + namedBy)) {
      return broken(trail);
    }
    Session session = assumed.session();
    // The model's spelling, which is not AssumeRole's.
    body.put(
        "assumedRoleUser",
        Map.of("arn", session.arn().toString(), "assumeRoleId", session.userId()));
    body.put("roleArn", session.roleArn().toString());
    body.put("credentials", credentials(assumed.credentials()));
    return new HttpAnswer(
        200, "application/json", Map.of("x-amzn-RequestId", trail.requestId()), Json.write(body));
  }

  private Map<String, Object> ofPod(Result.ToPod granted) {
    Workload pod = granted.workload();
    String association = cluster.associationId(pod, granted.binding().namedBy());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "subject",
        Map.of("namespace", pod.pod().namespace(), "serviceAccount", pod.serviceAccount().name()));
    body.put("audience", granted.service());
    body.put(
        "podIdentityAssociation",
        Map.of(
            "associationArn",
            cluster.associationArn(pod, association),
            "associationId",
            association));
    if (granted.binding().target().isPresent()) {
      body.put("sourceRoleArn", granted.binding().role().toString());
    }
    body.put("shape", granted.shape());
    return body;
  }

  private static Map<String, Object> credentials(Credentials credentials) {
    return Map.of(
        "sessionToken", credentials.sessionToken().reveal(),
        "secretAccessKey", credentials.secretAccessKey().reveal(),
        "accessKeyId", credentials.accessKeyId().value(),
        "expiration", credentials.expiration().getEpochSecond());
  }
}
