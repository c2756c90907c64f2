package dev.rolecall.isolation.foothold;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a foothold can do; connections and background work have names. */
final class Deeds {
  private static final int LARGEST_DATAGRAM = 65_535;

  private final Map<String, Wire> wires = new HashMap<>();
  private final Map<String, Background> works = new HashMap<>();

  /** Does it, and gives the bytes that came of it. */
  byte[] perform(Order order) throws IOException {
    return switch (order.verb()) {
      case CONNECT -> connect(order);
      case SEND -> send(order);
      case RECEIVE -> wire(order).receive(order.number(1), order.number(2));
      case CLOSE -> close(order);
      case DATAGRAM -> datagram(order);
      case PING -> ping(order);
      case HAMMER ->
          begin(order.word(0), new Hammer(order.target(1), order.bytes(4)), order.number(3));
      case DRIP -> begin(order.word(0), new Drip(order.target(1), order.bytes(4)), order.number(3));
      case TRAP -> begin(order.word(0), new Trap(order.number(1)), 1);
      case HARVEST -> harvest(order.word(0));
      case RUMMAGE -> Rummage.below(Path.of(order.word(0)));
    };
  }

  private byte[] connect(Order order) throws IOException {
    String source = order.word(1);
    InetSocketAddress target = order.target(2);
    int millis = order.number(4);
    Wire wire =
        source.startsWith("!")
            ? TransparentWire.open(source.substring(1), target, millis)
            : SocketWire.open(
                Optional.of(source).filter(text -> !text.equals("-")), target, millis);
    wires.put(order.word(0), wire);
    return new byte[0];
  }

  private byte[] send(Order order) throws IOException {
    wire(order).send(order.bytes(1));
    return new byte[0];
  }

  private byte[] close(Order order) {
    Wire wire = wires.remove(order.word(0));
    if (wire != null) {
      wire.close();
    }
    return new byte[0];
  }

  private Wire wire(Order order) throws IOException {
    Wire wire = wires.get(order.word(0));
    if (wire == null) {
      throw new IOException("no connection");
    }
    return wire;
  }

  private static byte[] datagram(Order order) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(order.target(0));
      socket.setSoTimeout(order.number(2));
      byte[] bytes = order.bytes(3);
      socket.send(new DatagramPacket(bytes, bytes.length));
      DatagramPacket answer = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  /** An ICMP echo, for which Java needs to be root, as it is here. */
  private static byte[] ping(Order order) throws IOException {
    if (!InetAddress.getByName(order.word(0)).isReachable(order.number(1))) {
      throw new IOException("no echo");
    }
    return "echo".getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] begin(String name, Background work, int threads) {
    works.put(name, work);
    work.start(threads);
    return new byte[0];
  }

  private byte[] harvest(String name) throws IOException {
    Background work = works.remove(name);
    if (work == null) {
      throw new IOException("nothing of that name goes on");
    }
    return work.harvest().getBytes(StandardCharsets.ISO_8859_1);
  }
}
