package dev.rolecall.agent.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the kernel tells groups of sockets, tried with one of this process. */
final class OwnSocket {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
  private static final int MAJOR = 5;
  private static final int MINOR = 8;

  private final SocketGroups kernel;
  private volatile @Nullable SocketGroup known;

  OwnSocket(SocketGroups kernel) {
    this.kernel = kernel;
  }

  /** Why a kernel of this release tells none; empty where it may. */
  static Optional<String> tooOld(String release) {
    Matcher numbers = RELEASE.matcher(release);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    return major > MAJOR || major == MAJOR && minor >= MINOR
        ? Optional.empty()
        : Optional.of("Linux " + major + "." + minor + " tells no control groups of sockets");
  }

  /**
   * Asked again until it says something of the kernel: that no socket is found does not, for the
   * kernel loads what looks for it when it is asked, and others can make it too busy for that.
   */
  SocketGroup group() {
    SocketGroup settled = known;
    if (settled != null) {
      return settled;
    }
    SocketGroup found = ask();
    return switch (found) {
      case SocketGroup.Of of -> known = of;
      case SocketGroup.Untold untold -> known = untold;
      case SocketGroup.NoSocket none ->
          new SocketGroup.NotNow("the kernel does not find the agent's own socket");
      case SocketGroup.NotNow later -> later;
    };
  }

  private SocketGroup ask() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort())) {
      SocketGroup found =
          kernel.of(
              new SocketEnds(
                  (InetSocketAddress) client.getLocalSocketAddress(),
                  (InetSocketAddress) client.getRemoteSocketAddress()));
      return found.equals(new SocketGroup.Of(SocketGroup.Of.ROOT))
          ? new SocketGroup.Untold("the kernel takes this process' own for the root's")
          : found;
    } catch (IOException e) {
      return new SocketGroup.NotNow("no socket to try the kernel with: " + e);
    }
  }
}
