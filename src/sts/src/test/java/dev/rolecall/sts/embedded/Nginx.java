package dev.rolecall.sts.embedded;

import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** nginx of the machine. */
final class Nginx implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  /**
   * Starts it, and waits for its port.
   *
   * @param folder for all that it writes
   */
  static Nginx start(Path folder, String configuration, int port) throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        configuration.replaceFirst("http \\{", "http {\n    access_log off;\n" + temporary()));
    Process process =
        new ProcessBuilder(
                List.of(
                    program().orElseThrow().toString(),
                    "-p",
                    folder.toString(),
                    "-e",
                    "nginx-errors.log",
                    "-c",
                    file.toString(),
                    "-g",
                    "daemon off; user root; pid nginx.pid;"))
            .inheritIO()
            .start();
    Awaitility.await("nginx listens")
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast("nginx ended", () -> !process.isAlive())
        .until(() -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          }
        });
    return new Nginx(process);
  }

  static void require() {
    Requirement.that(
        program().isPresent(), "nginx is not installed (Debian: apt install nginx-light)");
  }

  private static Optional<Path> program() {
    return Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin")
        .map(place -> Path.of(place, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String temporary() {
    return String.join(
        "\n",
        Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(kind -> "    " + kind + "_temp_path " + kind + "_temp;")
            .toList());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
