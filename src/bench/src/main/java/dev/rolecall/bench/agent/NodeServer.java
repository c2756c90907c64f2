package dev.rolecall.bench.agent;

import dev.rolecall.agent.NodeAgent;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.config.Reading;
import dev.rolecall.audit.StreamOutput;
import io.vertx.core.http.HttpConnection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The agent of a node, but for who tells of connections: each source address on loopback passes for
 * an interface of its own, so that no network namespaces are needed.
 */
public final class NodeServer {
  private static final int FIRST_INTERFACE = 1_000;

  private NodeServer() {}

  public static void main(String[] arguments) {
    if (!(NodeConfig.read(System.getenv())
        instanceof Reading.Complete<NodeConfig>(NodeConfig config))) {
      throw new IllegalArgumentException("the environment says nothing good");
    }
    NodeAgent agent =
        new NodeAgent(
            config,
            new NodeAgent.Outside(
                NodeServer::arrival,
                new StreamOutput(new FileOutputStream(FileDescriptor.out)),
                Clock.systemUTC(),
                new SecureRandom()));
    Servers.vertx().deployVerticle(agent);
  }

  private static Connection arrival(HttpConnection connection) {
    InetAddress source = address(connection.remoteAddress().hostAddress());
    return new Connection(attested(source), interfaceOf(source));
  }

  /** The pod's address that a source on loopback passes for: 10.1.0.n for 127.1.0.n. */
  static InetAddress attested(InetAddress source) {
    byte[] bytes = source.getAddress();
    bytes[0] = 10;
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The interface by which an address comes in. */
  static int interfaceOf(InetAddress source) {
    return FIRST_INTERFACE + Byte.toUnsignedInt(source.getAddress()[3]);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
