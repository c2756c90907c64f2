package dev.rolecall.bench;

import dev.rolecall.agent.Agent;
import dev.rolecall.agent.config.AgentConfig;
import dev.rolecall.agent.config.StsConfig;
import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.net.StsEndpoint;
import dev.rolecall.bench.measure.Peer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Cached credentials over keep-alive HTTP. The bound is a bare Vert.x server that answers every
 * request with the same constant of the same size.
 */
public class AgentBenchmark {
  private static final int DEPTH = 64;
  private static final int TOKEN_PADDING = 700;

  @Benchmark
  @OperationsPerInvocation(DEPTH)
  public int constantAnswer(Bare bare) throws IOException {
    return bare.exchange();
  }

  @Benchmark
  @OperationsPerInvocation(DEPTH)
  @Peer("constantAnswer")
  public int cachedCredentials(Caching agent) throws IOException {
    return agent.exchange();
  }

  /** A server, and a client of it. */
  abstract static class Served {
    final Vertx vertx = Vertx.vertx();
    private @Nullable PipelinedClient client;

    abstract int start() throws IOException;

    @Setup
    public void connect() throws IOException {
      client = new PipelinedClient(start(), request(), DEPTH);
    }

    @TearDown
    public void stop() throws IOException {
      if (client != null) {
        client.close();
      }
      await(vertx.close());
    }

    int exchange() throws IOException {
      if (client == null) {
        throw new IllegalStateException("not connected");
      }
      return client.exchange();
    }
  }

  @State(Scope.Benchmark)
  public static class Bare extends Served {
    @Override
    int start() {
      Buffer body = Buffer.buffer("x".repeat(credentials().length()));
      return await(
              vertx
                  .createHttpServer()
                  .requestHandler(request ->
                      request.response().putHeader("Content-Type", "application/json").end(body))
                  .listen(0, "127.0.0.1"))
          .actualPort();
    }
  }

  @State(Scope.Benchmark)
  public static class Caching extends Served {
    @Override
    int start() throws IOException {
      Path tokenFile = Files.createTempFile("agent", ".token");
      tokenFile.toFile().deleteOnExit();
      Files.writeString(tokenFile, "a.b.c");
      int sts =
          await(
                  vertx
                      .createHttpServer()
                      .requestHandler(request -> request.response().end(eksAuthAnswer()))
                      .listen(0, "127.0.0.1"))
              .actualPort();
      Agent agent =
          new Agent(
              new AgentConfig(
                  ListenAddress.parse("127.0.0.1:0"),
                  new StsConfig(
                      new StsEndpoint("127.0.0.1", sts, false, Optional.empty()),
                      tokenFile,
                      "rolecall")),
              Clock.systemUTC(),
              new Random(7));
      await(vertx.deployVerticle(agent));
      return agent.port();
    }
  }

  private static String request() {
    String claims = "{\"exp\":%d,\"x\":\"%s\"}".formatted(tomorrow(), "x".repeat(TOKEN_PADDING));
    String token =
        "e30."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.US_ASCII))
            + ".c2ln";
    return "GET /v1/credentials HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
        + token
        + "\r\n\r\n";
  }

  private static String credentials() {
    return """
    {"AccessKeyId":"ASIAQWERTYUIOPASDFGH","SecretAccessKey":"%s","Token":"%s",\
    "AccountId":"111111111111","Expiration":"2026-03-01T12:00:00Z"}\
    """
        .formatted("s".repeat(43), "t".repeat(900));
  }

  private static String eksAuthAnswer() {
    return """
    {"assumedRoleUser":{"arn":"arn:aws:sts::111111111111:assumed-role/Reader/web"},
     "credentials":{"accessKeyId":"ASIAQWERTYUIOPASDFGH","secretAccessKey":"%s",
       "sessionToken":"%s","expiration":%d}}
    """
        .formatted("s".repeat(43), "t".repeat(900), tomorrow());
  }

  private static long tomorrow() {
    return Instant.now().plusSeconds(86_400).getEpochSecond();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
