package dev.rolecall.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a Service is to the API server: one address, and whichever replica takes a connection. */
final class ServiceAddress implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Integer> replicas;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ServiceAddress(ServerSocket socket, List<Integer> replicas) {
    this.socket = socket;
    this.replicas = List.copyOf(replicas);
  }

  /**
   * @param replicas their ports; the first that answers is taken
   */
  static ServiceAddress start(int port, List<Integer> replicas) throws IOException {
    ServiceAddress address =
        new ServiceAddress(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), replicas);
    address.threads.execute(address::accept);
    return address;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> join(client));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void join(Socket client) {
    try (client;
        Socket replica = connect()) {
      threads.execute(() -> copy(replica, client));
      client.getInputStream().transferTo(replica.getOutputStream());
    } catch (IOException e) {
      // Either side has ended: the API server connects anew.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // As above.
    }
  }

  private Socket connect() throws IOException {
    IOException refused = new IOException("no replica");
    for (int port : replicas) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        refused = e;
      }
    }
    throw refused;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
