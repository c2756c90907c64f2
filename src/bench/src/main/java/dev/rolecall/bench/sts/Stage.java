package dev.rolecall.bench.sts;

import dev.rolecall.bench.load.Modules;
import dev.rolecall.bench.load.ServerProcess;
import dev.rolecall.bench.sts.Directory.Pod;
import dev.rolecall.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary folder with all that sts is started with: keys, manifests, who may ask. */
final class Stage implements AutoCloseable {
  /** Nothing is limited: one address and few pods make all the load. */
  private static final List<String> LIMITS =
      List.of(
          "pod-calls-per-second",
          "pod-calls-burst",
          "account-calls-per-second",
          "account-calls-burst",
          "intermediary-calls-per-second",
          "intermediary-calls-burst",
          "new-connections-per-second",
          "new-connections-burst");

  private static final String MOST = "1000000";

  private final Tokens tokens = new Tokens();
  private final Sessions sessions = new Sessions();
  private final Path folder;

  Stage() throws IOException {
    folder = Files.createTempDirectory("rolecall-bench");
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.writeString(state.resolve("issuer.json"), tokens.privateJwk());
    Files.writeString(state.resolve("session-keys.json"), sessions.masterKeys());
    Files.writeString(folder.resolve("authorize.json"), Json.write(services()));
  }

  Tokens tokens() {
    return tokens;
  }

  Sessions sessions() {
    return sessions;
  }

  /** A file of the folder. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** sts and the bounds, in one process. */
  ServerProcess startWithBounds(String name, Directory directory, List<String> options)
      throws IOException {
    return start("bench-sts", name, directory, options);
  }

  /** sts as it is deployed. */
  ServerProcess startAlone(String name, Directory directory, List<String> options)
      throws IOException {
    return start("sts", name, directory, options);
  }

  private ServerProcess start(String module, String name, Directory directory, List<String> options)
      throws IOException {
    Path manifests = folder.resolve("manifests-" + directory.pods());
    if (Files.notExists(manifests)) {
      directory.write(manifests);
    }
    List<String> all = new ArrayList<>(List.of("@" + Modules.folder().resolve("sts/jvm.options")));
    all.addAll(options);
    all.add("-Drolecall.embedded.manifests=" + manifests);
    all.add("-Drolecall.embedded.state=" + folder.resolve("state"));
    all.add("-Drolecall.authorize.file=" + folder.resolve("authorize.json"));
    all.add("-Drolecall.audit.file=" + folder.resolve(name + "-audit.json"));
    all.add("-Drolecall.audit.files=1");
    // Connections wait while tokens are signed.
    all.add("-Dquarkus.http.idle-timeout=30m");
    all.add("-Dquarkus.management.port=0");
    LIMITS.forEach(limit -> all.add("-Drolecall.limits." + limit + "=" + MOST));
    return ServerProcess.start(
        Modules.folder().resolve(module).resolve("target/quarkus-app"),
        all,
        folder.resolve(name + ".log"));
  }

  private static Map<String, Object> services() {
    Pod asking = Directory.SMALL.pod(0);
    return Map.of(
        "services",
        List.of(
            Map.of(
                "name",
                "store",
                "serviceAccounts",
                List.of(asking.namespace() + "/" + Directory.SERVICE_ACCOUNT),
                "may",
                List.of(
                    Map.of(
                        "actions", List.of("*"),
                        "resources", List.of("*"),
                        "accounts", List.of("*"))))));
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
