package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Connection;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Asks Linux by which interface a TCP connection came in: the kernel notes it with the handshake,
 * and tells it as a control message of the socket (ip(7), {@code IP_PKTINFO} and {@code
 * IP_PKTOPTIONS}; ipv6(7), {@code IPV6_RECVPKTINFO}; RFC 2292, 3).
 */
public final class KernelArrivals implements Arrivals {
  /** No interface has this index. */
  static final int UNKNOWN = 0;

  private static final Family IPV4 =
      new Family(
          new IntegerUnixChannelOption("IP_PKTINFO", 0, 8),
          new RawUnixChannelOption("IP_PKTOPTIONS", 0, 9, 32),
          new Message(28, 0, 8, 16));

  private static final Family IPV6 =
      new Family(
          new IntegerUnixChannelOption("IPV6_RECVPKTINFO", 41, 49),
          new RawUnixChannelOption("IPV6_2292PKTOPTIONS", 41, 6, 40),
          new Message(36, 41, 50, 32));

  private static final int LEVEL_AT = 8;
  private static final int TYPE_AT = 12;

  private record Family(
      IntegerUnixChannelOption wanted, RawUnixChannelOption told, Message message) {}

  /** A control message (cmsg(3)) of a 64-bit kernel, and where in it the interface's index is. */
  private record Message(long length, int level, int type, int indexAt) {
    int index(ByteBuffer told) {
      ByteBuffer message = told.duplicate().order(ByteOrder.nativeOrder());
      return message.remaining() >= indexAt + Integer.BYTES
              && message.getLong(message.position()) == length
              && message.getInt(message.position() + LEVEL_AT) == level
              && message.getInt(message.position() + TYPE_AT) == type
          ? message.getInt(message.position() + indexAt)
          : UNKNOWN;
    }
  }

  /** Why the kernel cannot be asked on this machine; empty where it can. */
  public static String unavailable() {
    return Epoll.isAvailable() ? "" : String.valueOf(Epoll.unavailabilityCause());
  }

  @Override
  public Connection of(HttpConnection connection) {
    Channel channel = ((ConnectionBase) connection).channel();
    InetAddress source = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    return new Connection(
        source,
        channel instanceof EpollSocketChannel socket
            ? index(socket, source instanceof Inet6Address ? IPV6 : IPV4)
            : UNKNOWN);
  }

  private static int index(EpollSocketChannel socket, Family family) {
    socket.config().setOption(family.wanted(), 1);
    ByteBuffer told = socket.config().getOption(family.told());
    // From here on packets need no copies of what they came with.
    socket.config().setOption(family.wanted(), 0);
    return told == null ? UNKNOWN : family.message().index(told);
  }
}
