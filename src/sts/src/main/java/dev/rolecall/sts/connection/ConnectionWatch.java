package dev.rolecall.sts.connection;

import dev.rolecall.limit.OpenConnections;
import dev.rolecall.limit.OpenConnections.Admission;
import dev.rolecall.limit.RateLimiter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection from before its first byte: it needs room, its requests must arrive in
 * time, and its answers must be read. Lives on the connection's event loop.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  /** Answers that wait to be read: more than any client lets wait that reads them. */
  private static final long MOST_UNREAD = 2L << 20;

  /**
   * Requests of one connection at a time: more than HTTP/2's settings allow, which bind only
   * whoever acknowledges them.
   */
  private static final int MOST_IN_PROGRESS = 256;

  private final ConnectionLimits limits;
  private final OpenConnections<Channel> connections;
  private final RateLimiter newcomers;
  private String source = "";
  private @Nullable ScheduledFuture<?> deadline;
  private boolean greeted;
  private boolean multiplexed;
  private int inProgress;

  ConnectionWatch(
      ConnectionLimits limits, OpenConnections<Channel> connections, RateLimiter newcomers) {
    this.limits = limits;
    this.connections = connections;
    this.newcomers = newcomers;
  }

  /** The one of a connection; empty for connections within the process. */
  public static Optional<ConnectionWatch> of(HttpConnection connection) {
    return connection instanceof ConnectionBase known
        ? Optional.ofNullable(known.channel().pipeline().get(ConnectionWatch.class))
        : Optional.empty();
  }

  /**
   * A request's head has arrived.
   *
   * @return whether it may be looked at; if not, it is one of too many
   * @param version HTTP/2 has bytes besides requests, which may come at any time
   */
  public boolean requestArrived(HttpVersion version) {
    multiplexed = version == HttpVersion.HTTP_2;
    inProgress++;
    disarm();
    return inProgress <= MOST_IN_PROGRESS;
  }

  /** A request was answered. */
  public void requestAnswered() {
    inProgress--;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (context.channel().remoteAddress() instanceof InetSocketAddress remote) {
      source = limits.sources().of(remote.getAddress());
      if (!newcomers.take(source + " at " + port(context))) {
        context.close();
        return;
      }
      switch (connections.open(source, context.channel())) {
        case Admission.Admitted<Channel>() -> {}
        case Admission.AdmittedInsteadOf<Channel>(var other) -> other.close();
        case Admission.Refused<Channel>() -> {
          context.close();
          return;
        }
      }
    }
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    disarm();
    connections.close(source, context.channel());
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    awaitHandshake(context);
    if (deadline == null && inProgress == 0 && !multiplexed) {
      deadline =
          context
              .executor()
              .schedule(() -> context.close(), limits.headTime().toNanos(), TimeUnit.NANOSECONDS);
    }
    if (unread(context.channel()) > MOST_UNREAD) {
      context.close();
    }
    context.fireChannelRead(bytes);
  }

  /** A client may connect ahead of its first request; only the handshake itself has a deadline. */
  private void awaitHandshake(ChannelHandlerContext context) {
    if (!greeted) {
      greeted = true;
      SslHandler tls = context.pipeline().get(SslHandler.class);
      if (tls != null) {
        tls.handshakeFuture().addListener(done -> disarm());
      }
    }
  }

  private void disarm() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** Each port counts for itself: who fills one does not keep health checks from another. */
  private static int port(ChannelHandlerContext context) {
    return context.channel().localAddress() instanceof InetSocketAddress local
        ? local.getPort()
        : 0;
  }

  private static long unread(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }
}
