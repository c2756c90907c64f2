package dev.rolecall.sts.podidentity;

import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Credential;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code POST /agent/credentials}: what the agent of a node asks for without a pod's token. */
public final class VouchedResource implements HttpEndpoint {
  /** Its name in audit events. */
  public static final String ACTION = "rolecall:AssumeRoleForConnection";

  private static final String AS_NODE = "rolecall:AssumeRoleForNode";

  private final VouchedService service;
  private final AgentAnswers answers;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  public VouchedResource(
      VouchedService service, AgentAnswers answers, Auditor auditor, Supplier<String> requestIds) {
    this.service = service;
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
    return auditor.watch(trail, () -> answer(call, trail));
  }

  private CompletionStage<HttpAnswer> answer(HttpCall call, AuditTrail trail) {
    Optional<VouchedRequest> request = VouchedRequest.read(call.body());
    if (request.isEmpty()) {
      return CompletableFuture.completedFuture(
          answers.refuse(
              PodIdentityError.invalidParameter(
                  "The body is not a JSON object with a way, and a pod where the way needs one"),
              "no such request",
              trail));
    }
    switch (request.get()) {
      case VouchedRequest.ForPod(var way, var pod) ->
          trail.parameters(
              Map.of(
                  "way", way.word(),
                  "namespace", pod.namespace(),
                  "pod", pod.name(),
                  "podUid", pod.uid()));
      case VouchedRequest.ForNode() -> trail.action(AS_NODE);
    }
    return service
        .issue(call, request.get(), trail)
        .thenApply(result -> answers.answer(result, trail));
  }
}
