package dev.rolecall.sts.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Watches each connection that is accepted, before anything else sees it. Netty finds and makes it
 * (it is a service, so it is public), hence what it needs is set for the process.
 */
public final class ConnectionWatches extends ChannelInitializerExtension {
  private static final AttributeKey<OpenConnections<Channel>> OPEN =
      AttributeKey.valueOf("rolecall.connections");

  private static volatile @Nullable ConnectionLimits limits;

  /** Has Netty look for extensions; before its first server starts. */
  public static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  /** From here on connections that are accepted keep these limits. */
  public static void limit(ConnectionLimits all) {
    limits = all;
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    ConnectionLimits now = limits;
    if (now != null) {
      // Each port has room of its own: who fills one does not keep health checks from another.
      OpenConnections<Channel> open = new OpenConnections<>(now.ofAll(), now.ofSource());
      OpenConnections<Channel> first = channel.parent().attr(OPEN).setIfAbsent(open);
      channel.pipeline().addFirst(new ConnectionWatch(now, first == null ? open : first));
    }
  }
}
