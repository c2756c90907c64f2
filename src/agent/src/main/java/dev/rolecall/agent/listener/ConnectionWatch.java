package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Connection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection before HTTP does: the head of a request that has begun must be whole in
 * time. Knows what the kernel said of it.
 */
final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  private final Connection connection;
  private final Duration headTime;
  private @Nullable ScheduledFuture<?> deadline;
  private boolean inProgress;

  /** Whether the bytes that are handed on just now ended a head. */
  private boolean whole;

  ConnectionWatch(Connection connection, Duration headTime) {
    this.connection = connection;
    this.headTime = headTime;
  }

  /** Begins to watch, before the first byte. */
  static void begin(HttpConnection http, Connection connection, Duration headTime) {
    ((ConnectionBase) http)
        .channel()
        .pipeline()
        .addFirst(new ConnectionWatch(connection, headTime));
  }

  /** The one that began with this connection. */
  static ConnectionWatch of(HttpConnection http) {
    return ((ConnectionBase) http).channel().pipeline().get(ConnectionWatch.class);
  }

  Connection connection() {
    return connection;
  }

  /** The head of a request is here. */
  void arrived() {
    inProgress = true;
    whole = true;
    disarm();
  }

  /** A request was answered. */
  void answered() {
    inProgress = false;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    whole = false;
    context.fireChannelRead(bytes);
    // Most heads come whole, and need no clock.
    if (!whole && deadline == null && !inProgress && context.channel().isActive()) {
      deadline =
          context
              .executor()
              .schedule(() -> context.close(), headTime.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    disarm();
    context.fireChannelInactive();
  }

  private void disarm() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
