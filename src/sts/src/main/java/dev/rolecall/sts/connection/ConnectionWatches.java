package dev.rolecall.sts.connection;

import dev.rolecall.limit.OpenConnections;
import dev.rolecall.limit.RateLimiter;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Watches each connection that is accepted, before anything else sees it. Netty finds and makes it
 * (it is a service, so it is public), hence what it needs is set for the process.
 */
public final class ConnectionWatches extends ChannelInitializerExtension {
  private static final AttributeKey<OpenConnections<Channel>> OPEN =
      AttributeKey.valueOf("rolecall.connections");

  private static volatile @Nullable Guard guard;

  private record Guard(ConnectionLimits limits, RateLimiter newcomers) {}

  /** Has Netty look for extensions; before its first server starts. */
  public static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  /** From here on connections that are accepted keep these limits. */
  public static void limit(ConnectionLimits all) {
    guard =
        new Guard(all, new RateLimiter(all.newOfSource(), new SecureRandom(), System::nanoTime));
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    Guard now = guard;
    if (now != null) {
      // Each port has room of its own: who fills one does not keep health checks from another.
      OpenConnections<Channel> open =
          new OpenConnections<>(now.limits().ofAll(), now.limits().ofSource());
      OpenConnections<Channel> first = channel.parent().attr(OPEN).setIfAbsent(open);
      channel
          .pipeline()
          .addFirst(
              new ConnectionWatch(now.limits(), first == null ? open : first, now.newcomers()));
    }
  }
}
