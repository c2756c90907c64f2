package dev.rolecall.sts.embedded;

import dev.rolecall.sts.StsProcess;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** S3Proxy, which keeps objects in memory and asks nobody who he is. */
final class S3Server implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static S3Server start(Path folder, String... buckets) throws Exception {
    int port = StsProcess.freePort();
    Path settings = folder.resolve("s3proxy.properties");
    Files.writeString(
        settings,
        """
        s3proxy.authorization=none
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.ignore-unknown-headers=true
        jclouds.provider=transient
        jclouds.identity=none
        jclouds.credential=none
        """
            .formatted(port));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                ProjectFiles.root().resolve("src/sts/target/s3proxy/s3proxy.jar").toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    S3Server server = new S3Server(process, port);
    Awaitility.await("the S3 server is ready")
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast("the S3 server ended", () -> !process.isAlive())
        .until(() -> server.status("GET", "/") == 200);
    for (String bucket : buckets) {
      server.status("PUT", "/" + bucket);
    }
    return server;
  }

  /** {@code host:port}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** What it answers to whoever passes no proxy. */
  int status(String method, String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://" + address() + path))
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    process.destroy();
    process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
