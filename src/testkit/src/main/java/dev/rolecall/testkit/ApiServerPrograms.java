package dev.rolecall.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs of one API server in a folder of their own, behind scripts: kube-api-test starts
 * them once, and takes one that ends for a failure.
 */
final class ApiServerPrograms implements AutoCloseable {
  private static final Pattern REVISION = Pattern.compile("\"revision\":\"([0-9]+)\"");
  private static final Pattern LISTENING =
      Pattern.compile("--listen-client-urls\nhttp://.*:([0-9]+)");

  /**
   * kube-api-test names a file as the issuer after all other flags, and without a URL there the API
   * server publishes no keys: hence it has the last word. It waits while there is a file "halted",
   * and starts the API server again when that is gone.
   */
  private static final String KUBE_APISERVER =
      """
      #!/bin/sh
      folder='%s'
      while :; do
        '%s' "$@" --service-account-issuer=%s &
        echo $! > "$folder/pid"
        wait $!
        code=$?
        [ -e "$folder/halted" ] || exit $code
        while [ -e "$folder/halted" ]; do sleep 0.1; done
      done
      """;

  private static final String ETCD =
      """
      #!/bin/sh
      printf '%%s\\n' "$@" > '%s/etcd.arguments'
      exec '%s' "$@"
      """;

  private final Path folder;

  private ApiServerPrograms(Path folder) {
    this.folder = folder;
  }

  /**
   * @param kubectl in the folder of the programs of one version, whose name is the version
   */
  static ApiServerPrograms beside(Path kubectl, String issuer) throws IOException {
    Path own = Files.createTempDirectory("apiserver");
    String number = String.valueOf(kubectl.resolveSibling("").getFileName());
    Path version = Files.createDirectories(own.resolve("k8s").resolve(number));
    Files.createSymbolicLink(version.resolve("kubectl"), kubectl);
    write(version.resolve("etcd"), ETCD.formatted(own, kubectl.resolveSibling("etcd")));
    write(
        version.resolve("kube-apiserver"),
        KUBE_APISERVER.formatted(own, kubectl.resolveSibling("kube-apiserver"), issuer));
    return new ApiServerPrograms(own);
  }

  private static void write(Path script, String text) throws IOException {
    Files.writeString(script, text);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  Path folder() {
    return folder;
  }

  /** Kills the API server at once. */
  void halt() throws IOException {
    Files.createFile(folder.resolve("halted"));
    kill();
  }

  /** Starts it again on the same port, and does not wait. */
  void resume() throws IOException {
    Files.delete(folder.resolve("halted"));
  }

  /** Has etcd forget all but the newest of each object: nobody can go on from what he saw last. */
  void compact() throws IOException, InterruptedException {
    Matcher port = LISTENING.matcher(Files.readString(folder.resolve("etcd.arguments")));
    if (!port.find()) {
      throw new IOException("no telling where etcd listens");
    }
    String etcd = "http://127.0.0.1:" + port.group(1) + "/v3/kv/";
    Matcher revision = REVISION.matcher(post(etcd + "range", "{\"key\":\"AA==\"}"));
    if (!revision.find()) {
      throw new IOException("etcd does not tell its revision");
    }
    post(etcd + "compaction", "{\"revision\":%s,\"physical\":true}".formatted(revision.group(1)));
  }

  private static String post(String url, String body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("etcd answers %d: %s".formatted(answer.statusCode(), answer.body()));
      }
      return answer.body();
    }
  }

  private void kill() throws IOException {
    Path pid = folder.resolve("pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
          });
    }
  }

  /** Ends the API server, whose script was killed, and removes the folder. */
  @Override
  public void close() throws IOException {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
