package dev.rolecall.sts.node;

import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.AnswerStream;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.podidentity.Agent;
import dev.rolecall.sts.podidentity.AgentAnswers;
import dev.rolecall.sts.podidentity.Agents;
import dev.rolecall.token.TokenResult;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code GET /agent/stream}: what the agent of a node has to know, for as long as it listens. */
public final class NodeStreamResource implements HttpEndpoint {
  /** Its name in audit events. */
  public static final String ACTION = "rolecall:WatchNode";

  private final Agents agents;
  private final NodeStreams streams;
  private final AgentAnswers answers;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  public NodeStreamResource(
      Agents agents,
      NodeStreams streams,
      AgentAnswers answers,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.agents = agents;
    this.streams = streams;
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
    return auditor.watch(
        trail, () -> agents.verify(call).thenApply(agent -> answer(agent, call, trail)));
  }

  private HttpAnswer answer(TokenResult result, HttpCall call, AuditTrail trail) {
    try {
      Agent.OfNode agent = agents.requireOfNode(result, call, trail);
      Optional<AnswerStream> stream = streams.open(agent);
      if (stream.isEmpty()) {
        return answers.noRoom("as many agents listen as may", trail);
      }
      if (!auditor.allowed(trail, "the agent of the node")) {
        stream.get().closed();
        return answers.broken(trail);
      }
      return new HttpAnswer(
          200, "application/x-ndjson", Map.of("x-amzn-RequestId", trail.requestId()), "", stream);
    } catch (RefusedException e) {
      return answers.refuse(e.refusal(), trail);
    }
  }
}
