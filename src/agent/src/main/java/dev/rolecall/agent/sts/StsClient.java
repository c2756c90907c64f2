package dev.rolecall.agent.sts;

import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.CredentialRequest;
import dev.rolecall.agent.credentials.CredentialSource;
import dev.rolecall.agent.credentials.PodToken;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks sts for credentials, with the agent's own token as the bearer: for a pod's token EKS Auth's
 * {@code POST /clusters/{name}/assume-role-for-pod-identity}, and {@code POST /agent/credentials}
 * where the agent itself vouches for the pod.
 */
public final class StsClient implements CredentialSource {
  private static final System.Logger LOG = System.getLogger(StsClient.class.getName());
  private static final long TIMEOUT_MS = 2_000;
  private static final String VOUCHED = "/agent/credentials";

  private final HttpClient http;
  private final AgentToken agentToken;
  private final StsAvailability availability;
  private final StsClock stsClock;
  private final String tokenPath;

  /**
   * @param http a client whose default host is sts
   */
  public StsClient(
      HttpClient http,
      AgentToken agentToken,
      StsAvailability availability,
      StsClock stsClock,
      String clusterName) {
    this.http = http;
    this.agentToken = agentToken;
    this.availability = availability;
    this.stsClock = stsClock;
    this.tokenPath = "/clusters/" + clusterName + "/assume-role-for-pod-identity";
  }

  @Override
  public CompletableFuture<CredentialAnswer> fetch(CredentialRequest request) {
    return switch (request) {
      case CredentialRequest.OfBearer(var token) -> fetch(tokenPath, tokenBody(token));
      case CredentialRequest.ByToken(var token, var pod) ->
          fetch(tokenPath, tokenBody(token.token()));
      case CredentialRequest.Attested(var pod, var way) ->
          fetch(VOUCHED, Map.of("way", way.value(), "pod", members(pod.pod())));
      case CredentialRequest.OfNode(var node, var role) -> fetch(VOUCHED, Map.of("way", "node"));
    };
  }

  private static Map<String, Object> tokenBody(PodToken token) {
    return Map.of("token", token.text().reveal());
  }

  private static Map<String, Object> members(PodRef pod) {
    return Map.of("namespace", pod.namespace(), "name", pod.name(), "uid", pod.uid());
  }

  private CompletableFuture<CredentialAnswer> fetch(String path, Map<String, Object> members) {
    CompletableFuture<CredentialAnswer> answer = new CompletableFuture<>();
    agentToken
        .read()
        .compose(bearer ->
            send(path, members, bearer)
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .otherwise(
                    failure -> new CredentialAnswer.Unavailable(StsAvailability.reason(failure))))
        .otherwise(
            failure -> new CredentialAnswer.Unavailable(String.valueOf(failure.getMessage())))
        .onSuccess(this::note)
        .onSuccess(answer::complete);
    return answer;
  }

  /**
   * Connects ahead of the first request, which then finds TLS set up and loaded. Where sts is not
   * there yet, the first request says so.
   */
  public void connect() {
    http.request(HttpMethod.GET, "/").onSuccess(HttpClientRequest::reset);
  }

  private Future<CredentialAnswer> send(String path, Map<String, Object> members, Secret bearer) {
    Buffer body = Buffer.buffer(Json.write(members));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setURI(path)
            .setTimeout(TIMEOUT_MS)
            .putHeader("Authorization", "Bearer " + bearer.reveal())
            .putHeader("Content-Type", "application/json");
    return http.request(options)
        .compose((HttpClientRequest request) -> request.send(body))
        .compose(response -> response.body().map(content -> read(response, content)));
  }

  private CredentialAnswer read(HttpClientResponse response, Buffer content) {
    stsClock.answered(response.getHeader("Date"));
    int status = response.statusCode();
    String error = Objects.requireNonNullElse(response.getHeader("x-amzn-ErrorType"), "");
    String body = content.toString(StandardCharsets.UTF_8);
    if (EksAuthAnswer.refusesAgent(status, error, body)) {
      // Perhaps this replica alone does not take the agent's token, having another time: the next
      // call may come to another.
      var unused = response.request().connection().close();
    }
    return EksAuthAnswer.read(status, error, body);
  }

  private void note(CredentialAnswer answer) {
    switch (answer) {
      case CredentialAnswer.Granted granted -> availability.answered();
      case CredentialAnswer.Unavailable unavailable -> availability.away(unavailable.reason());
      case CredentialAnswer.Refused refused ->
          LOG.log(
              System.Logger.Level.WARNING,
              "sts refused credentials: " + refused.code() + ": " + refused.message());
    }
  }
}
