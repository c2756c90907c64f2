package dev.rolecall.agent;

import dev.rolecall.agent.config.AgentConfig;
import dev.rolecall.agent.config.StsConfig;
import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.net.StsEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/** An agent before a fake sts, both real servers on loopback. */
final class AgentFixture implements AutoCloseable {
  static final String OWN_TOKEN = "the.agents.token";

  private static final int ATTEMPTS = 40;

  private final Vertx vertx = Vertx.vertx();
  private final Path tokenFile;
  private final FakeSts sts;
  private final Agent agent;

  private AgentFixture(Path folder, HttpServerOptions stsOptions, Endpoint endpoint) {
    tokenFile = folder.resolve("agent.token");
    writeToken(OWN_TOKEN + "\n");
    sts = new FakeSts(vertx, stsOptions);
    agent =
        new Agent(
            new AgentConfig(
                ListenAddress.parse("127.0.0.1:0"),
                new StsConfig(endpoint.at(sts.port()), tokenFile, "rolecall")),
            Clock.systemUTC(),
            new Random(7));
    Waiting.on(vertx.deployVerticle(agent));
  }

  /** The endpoint that the agent is told, once the port is known. */
  @FunctionalInterface
  interface Endpoint {
    StsEndpoint at(int port);
  }

  static AgentFixture plain(Path folder) {
    return new AgentFixture(
        folder,
        new HttpServerOptions().setMaxInitialLineLength(65_536).setMaxHeaderSize(65_536),
        port -> new StsEndpoint("127.0.0.1", port, false, Optional.empty()));
  }

  static AgentFixture with(Path folder, HttpServerOptions stsOptions, Endpoint endpoint) {
    return new AgentFixture(folder, stsOptions, endpoint);
  }

  void writeToken(String text) {
    try {
      Files.writeString(tokenFile, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path tokenFile() {
    return tokenFile;
  }

  FakeSts sts() {
    return sts;
  }

  int port() {
    return agent.port();
  }

  Wire.Answer credentials(String authorization) {
    return Wire.get(port(), "/v1/credentials", "Authorization: " + authorization);
  }

  /** Asks as SDKs do, again while it is unavailable: a loaded machine may be slow to be ready. */
  Wire.Answer settled(String authorization) {
    Wire.Answer answer = credentials(authorization);
    for (int attempt = 1; answer.status() == 503 && attempt < ATTEMPTS; attempt++) {
      answer = credentials(authorization);
    }
    return answer;
  }

  @Override
  public void close() {
    Waiting.on(vertx.close());
  }
}
