package dev.rolecall.agent.process;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A TCP socket of this network namespace, by both of its ends as its own process sees them. */
public record SocketEnds(InetSocketAddress own, InetSocketAddress other) {
  public SocketEnds {
    if (own.getAddress().getClass() != other.getAddress().getClass()) {
      throw new IllegalArgumentException("ends are of one family");
    }
  }

  /** The socket that is at the other end of a connection. */
  public static SocketEnds before(HttpConnection connection) {
    Channel channel = ((ConnectionBase) connection).channel();
    return new SocketEnds(
        (InetSocketAddress) channel.remoteAddress(), (InetSocketAddress) channel.localAddress());
  }

  /** The same but for the port at its other end. */
  SocketEnds to(int port) {
    return new SocketEnds(own, new InetSocketAddress(other.getAddress(), port));
  }

  InetAddress ownAddress() {
    return own.getAddress();
  }

  InetAddress otherAddress() {
    return other.getAddress();
  }
}
