package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK for Java v2 as it comes, before the agent. */
class AgentSdkIT {
  private static final String URI_PROPERTY = "aws.containerCredentialsFullUri";
  private static final String TOKEN_PROPERTY = "aws.containerAuthorizationTokenFile";

  @TempDir Path folder;
  private AgentFixture agent;
  private Path tokenFile;

  @BeforeEach
  void start() throws Exception {
    agent = AgentFixture.plain(folder);
    tokenFile = folder.resolve("eks-pod-identity-token");
    Files.writeString(tokenFile, Samples.token("pod", Instant.now().plusSeconds(7200)));
    System.setProperty(URI_PROPERTY, "http://127.0.0.1:" + agent.port() + "/v1/credentials");
    System.setProperty(TOKEN_PROPERTY, tokenFile.toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty(URI_PROPERTY);
    System.clearProperty(TOKEN_PROPERTY);
    agent.close();
  }

  @Test
  void getsCredentials() {
    try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
      AwsSessionCredentials credentials = (AwsSessionCredentials) provider.resolveCredentials();

      assertThat(credentials.accessKeyId()).isEqualTo(Samples.KEY_ID);
      assertThat(credentials.secretAccessKey()).isEqualTo("the-secret-access-key");
      assertThat(credentials.sessionToken()).isEqualTo("the-session-token");
      assertThat(credentials.expirationTime()).isPresent();
    }
  }

  @Test
  void retriesWhatIsUnavailableForAMoment() {
    AtomicInteger asked = new AtomicInteger();
    Consumer<HttpServerResponse> granted = FakeSts.grant(Instant.now().plusSeconds(3600));
    agent
        .sts()
        .behave(response -> {
          if (asked.incrementAndGet() <= 4) {
            response.setStatusCode(503).end("{\"message\":\"the pod is not known yet\"}");
          } else {
            granted.accept(response);
          }
        });

    try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
      assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo(Samples.KEY_ID);
    }
  }

  @Test
  void takesARefusalForFinalAndShowsWhy() {
    agent.sts().behave(FakeSts.refuse(400, "AccessDeniedException", "no role for this pod"));

    try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
      assertThatThrownBy(provider::resolveCredentials)
          .isInstanceOf(SdkClientException.class)
          .hasStackTraceContaining("no role for this pod");
    }
    assertThat(agent.sts().calls()).hasSize(1);
  }

  @Test
  void reachesStsThroughTheAgentUnderItsOwnHost() {
    agent
        .sts()
        .behave(response ->
            response
                .putHeader("Content-Type", "text/xml")
                .end(
                    """
                    <GetCallerIdentityResponse
                        xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                      <GetCallerIdentityResult><Account>111111111111</Account>
                      </GetCallerIdentityResult>
                    </GetCallerIdentityResponse>
                    """));
    try (StsClient sts =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(URI.create("http://127.0.0.1:" + agent.port()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create("ASIA", "secret", "token")))
            .build()) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("111111111111");
    }
    FakeSts.Call call = agent.sts().calls().getFirst();
    assertThat(call.header("Host")).isEqualTo("127.0.0.1:" + agent.port());
    assertThat(call.header("Authorization")).contains("SignedHeaders=", "host");
  }
}
