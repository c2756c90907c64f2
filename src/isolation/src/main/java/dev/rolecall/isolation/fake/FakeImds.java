package dev.rolecall.isolation.fake;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The real instance metadata service, as far as attackers care: every answer holds the node's
 * credentials. Prints a line for whatever reaches it, beginning with the address that it came from.
 */
public final class FakeImds {
  /** In every answer of it, and nowhere else. */
  public static final String LOOT = "node-credentials-that-no-pod-may-see";

  /** Ports of TCP: that of the service, and others of the same address. */
  static final List<Integer> TCP = List.of(80, 443, 8080);

  /** Ports of UDP likewise. */
  static final List<Integer> UDP = List.of(53, 80);

  private static final String CREDENTIALS =
      "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"AccessKeyId\":\"ASIANODENODENODENODE\",\"SecretAccessKey\":\""
          + LOOT
          + "\",\"Token\":\"node\",\"Expiration\":\"2099-01-01T00:00:00Z\"}";

  private FakeImds() {}

  public static void main(String[] arguments) throws IOException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (int port : TCP) {
      Listening.on(port, threads, FakeImds::serve);
    }
    for (int port : UDP) {
      DatagramSocket socket = new DatagramSocket(port);
      Thread.ofPlatform().start(() -> echo(socket));
    }
    System.out.println("ready");
  }

  private static void serve(Socket connection) throws IOException {
    Optional<HttpHead> head = HttpHead.read(connection.getInputStream());
    while (head.isPresent()) {
      String first = head.orElseThrow().first();
      note(connection.getInetAddress(), "tcp/" + connection.getLocalPort(), first);
      String body = first.contains("/api/token") ? "token-" + LOOT : CREDENTIALS;
      connection.getOutputStream().write(HttpHead.answer(body));
      head = HttpHead.read(connection.getInputStream());
    }
  }

  private static void echo(DatagramSocket socket) {
    byte[] room = new byte[65_535];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(room, room.length);
        socket.receive(packet);
        note(packet.getAddress(), "udp/" + socket.getLocalPort(), packet.getLength() + " bytes");
        byte[] answer = LOOT.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      System.out.println("udp: " + e.getMessage());
    }
  }

  private static void note(InetAddress source, String door, String what) {
    synchronized (System.out) {
      System.out.println(source.getHostAddress() + " " + door + " " + what);
    }
  }
}
