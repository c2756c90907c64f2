package dev.rolecall.agent.sts;

import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.CredentialSource;
import dev.rolecall.agent.credentials.PodToken;
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
 * Asks sts for a pod's credentials: EKS Auth's {@code POST
 * /clusters/{name}/assume-role-for-pod-identity}, with the agent's own token as the bearer.
 */
public final class StsClient implements CredentialSource {
  private static final System.Logger LOG = System.getLogger(StsClient.class.getName());
  private static final long TIMEOUT_MS = 2_000;

  private final HttpClient http;
  private final AgentToken agentToken;
  private final StsAvailability availability;
  private final String path;

  /**
   * @param http a client whose default host is sts
   */
  public StsClient(
      HttpClient http, AgentToken agentToken, StsAvailability availability, String clusterName) {
    this.http = http;
    this.agentToken = agentToken;
    this.availability = availability;
    this.path = "/clusters/" + clusterName + "/assume-role-for-pod-identity";
  }

  @Override
  public CompletableFuture<CredentialAnswer> fetch(PodToken token) {
    CompletableFuture<CredentialAnswer> answer = new CompletableFuture<>();
    agentToken
        .read()
        .compose(bearer ->
            send(token, bearer)
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

  private Future<CredentialAnswer> send(PodToken token, Secret bearer) {
    Buffer body = Buffer.buffer(Json.write(Map.of("token", token.text().reveal())));
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

  private static CredentialAnswer read(HttpClientResponse response, Buffer content) {
    return EksAuthAnswer.read(
        response.statusCode(),
        Objects.requireNonNullElse(response.getHeader("x-amzn-ErrorType"), ""),
        content.toString(StandardCharsets.UTF_8));
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
