package dev.rolecall.agent.http;

import dev.rolecall.agent.net.ListenAddress;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** What all servers of the agent are like: HTTP/1.1, small heads, no idle connections for ever. */
public final class ServerOptions {
  /**
   * Room for a session token of 4,096 bytes, in a header or, presigned and escaped, in the line.
   */
  private static final int MAX_HEAD = 16_384;

  private static final int IDLE_SECONDS = 60;

  private ServerOptions() {}

  public static HttpServerOptions of(ListenAddress listen) {
    return new HttpServerOptions()
        .setHost(listen.host())
        .setPort(listen.port())
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(MAX_HEAD)
        .setMaxInitialLineLength(MAX_HEAD)
        // Of what is read alone: to watch what is written costs something for each answer.
        .setReadIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        // Nothing here speaks WebSocket.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true);
  }
}
