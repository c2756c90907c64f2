package dev.rolecall.agent.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Asks the kernel by netlink(7), which Java has no sockets for. Loading this class loads JNA and
 * its library: nobody does before there is something to ask. Only the kernel, and who has {@code
 * CAP_NET_ADMIN}, can send to such a socket.
 */
final class Netlink {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 3 | 02000000;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int LONGEST = 8_192;

  static {
    load();
  }

  private Netlink() {}

  private static native int socket(int family, int type, int protocol) throws LastErrorException;

  private static native long send(int socket, byte[] bytes, long length, int flags)
      throws LastErrorException;

  private static native long recv(int socket, byte[] bytes, long length, int flags)
      throws LastErrorException;

  private static native int close(int socket) throws LastErrorException;

  /** JNA unpacks its library: where nobody else may write, who could exchange it. */
  private static void load() {
    try {
      Path folder = Files.createTempDirectory("rolecall-netlink");
      System.setProperty("jna.tmpdir", folder.toString());
      Native.register(Netlink.class, Platform.C_LIBRARY_NAME);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A system call failed with this error. */
  static final class CallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int error;

    CallException(int error) {
      super("error " + error);
      this.error = error;
    }

    int error() {
      return error;
    }
  }

  /** What it answers, which is there when the question is sent. */
  static byte[] ask(byte[] question) throws CallException {
    try {
      return exchange(question);
    } catch (LastErrorException e) {
      throw new CallException(e.getErrorCode());
    }
  }

  private static byte[] exchange(byte[] question) {
    int socket = socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
    try {
      send(socket, question, question.length, 0);
      byte[] answer = new byte[LONGEST];
      long length = recv(socket, answer, answer.length, MSG_DONTWAIT);
      return Arrays.copyOf(answer, (int) length);
    } finally {
      close(socket);
    }
  }
}
