package dev.rolecall.agent.process;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A question about one TCP socket and its answer, as Linux has them (sock_diag(7); {@code
 * linux/inet_diag.h}). It looks for the very ends, and where it finds none for who listens there:
 * so the answer must be of a connected socket with the same ends.
 */
record SocketQuestion(SocketEnds socket) {
  /** SOCK_DIAG_BY_FAMILY. */
  private static final short BY_FAMILY = 20;

  private static final short NLMSG_ERROR = 2;
  private static final short NLM_F_REQUEST = 1;
  private static final int HEADER = 16;
  private static final int LENGTH = 72;
  private static final int ANSWER = 72;
  private static final int ADDRESS = 16;
  private static final byte AF_INET = 2;
  private static final byte AF_INET6 = 10;
  private static final byte TCP = 6;
  private static final byte ESTABLISHED = 1;
  private static final int ANY = -1;
  private static final int ENOENT = 2;

  /** INET_DIAG_CGROUP_ID, since Linux 5.8. */
  private static final short CGROUP = 21;

  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** A request for one socket, whatever its state and cookie. */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
    bytes.putInt(LENGTH).putShort(BY_FAMILY).putShort(NLM_F_REQUEST).putInt(0).putInt(0);
    bytes.put(isIpv6() ? AF_INET6 : AF_INET).put(TCP).putShort((short) 0).putInt(ANY);
    bytes.order(ByteOrder.BIG_ENDIAN);
    bytes.putShort((short) socket.own().getPort()).putShort((short) socket.other().getPort());
    bytes.put(padded(socket.ownAddress())).put(padded(socket.otherAddress()));
    return bytes.putInt(0).putInt(ANY).putInt(ANY).array();
  }

  /** What the kernel sent back. */
  SocketGroup answer(byte[] datagram) {
    try {
      return read(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return new SocketGroup.NotNow("the kernel's answer cannot be read");
    }
  }

  private SocketGroup read(ByteBuffer message) {
    int length = message.getInt(0);
    short type = message.getShort(Integer.BYTES);
    if (type == NLMSG_ERROR) {
      int error = -message.getInt(HEADER);
      return error == ENOENT ? new SocketGroup.NoSocket() : KernelSocketGroups.silence(error);
    }
    if (type != BY_FAMILY) {
      return new SocketGroup.NotNow("the kernel's answer is another's");
    }
    message.limit(length).position(HEADER);
    return isOfThis(message)
        ? group(message.position(ANSWER + HEADER))
        : new SocketGroup.NoSocket();
  }

  /** A socket that may use both families has IPv4 addresses as IPv6 has them. */
  private boolean isOfThis(ByteBuffer message) {
    byte family = message.get();
    byte state = message.get();
    message.position(message.position() + Short.BYTES);
    ByteBuffer ends = message.slice().order(ByteOrder.BIG_ENDIAN);
    return (family == AF_INET || family == AF_INET6)
        && state == ESTABLISHED
        && port(ends) == socket.own().getPort()
        && port(ends) == socket.other().getPort()
        && isAt(socket.own(), family, ends)
        && isAt(socket.other(), family, ends);
  }

  private static int port(ByteBuffer ends) {
    return Short.toUnsignedInt(ends.getShort());
  }

  private static boolean isAt(InetSocketAddress end, byte family, ByteBuffer ends) {
    byte[] found = new byte[ADDRESS];
    ends.get(found);
    byte[] wanted =
        family == AF_INET || end.getAddress() instanceof Inet6Address
            ? padded(end.getAddress())
            : mapped(end.getAddress());
    return Arrays.equals(found, wanted);
  }

  private static SocketGroup group(ByteBuffer attributes) {
    while (attributes.remaining() >= Integer.BYTES) {
      int at = attributes.position();
      int length = Short.toUnsignedInt(attributes.getShort());
      short type = attributes.getShort();
      if (type == CGROUP && length == Integer.BYTES + Long.BYTES) {
        return new SocketGroup.Of(attributes.getLong());
      }
      attributes.position(Math.min(at + aligned(length), attributes.limit()));
    }
    return new SocketGroup.Untold("the kernel tells no control groups of sockets (Linux 5.8 does)");
  }

  private static int aligned(int length) {
    return Math.max(Integer.BYTES, (length + 3) & ~3);
  }

  private boolean isIpv6() {
    return socket.ownAddress() instanceof Inet6Address;
  }

  private static byte[] padded(InetAddress address) {
    return Arrays.copyOf(address.getAddress(), ADDRESS);
  }

  private static byte[] mapped(InetAddress address) {
    byte[] whole = Arrays.copyOf(MAPPED, ADDRESS);
    System.arraycopy(address.getAddress(), 0, whole, MAPPED.length, ADDRESS - MAPPED.length);
    return whole;
  }
}
