package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.Answers;
import dev.rolecall.sts.StsProcess;
import dev.rolecall.testkit.Requirement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditOutputIT {
  @TempDir Path folder;

  @Test
  void writesFilesOfBoundedSize() throws Exception {
    Path file = folder.resolve("audit.json");
    try (EmbeddedSts sts =
        EmbeddedSts.start(
            folder,
            "rolecall.audit.file=" + file,
            "rolecall.audit.file-size=4000",
            "rolecall.audit.files=2",
            "rolecall.audit.durability=machine")) {
      for (int i = 0; i < 10; i++) {
        HttpResponse<String> granted = sts.assume(ROLE, sts.reporter(WEB));
        String id = Answers.element(granted, "RequestId");
        Awaitility.await().until(() -> Files.readString(file).contains(id));
      }
      assertThat(sts.audit()).isEmpty();
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(path -> path.getFileName().toString().startsWith("audit.json")))
          .hasSize(3)
          .allSatisfy(
              path -> assertThat(Files.readString(path)).hasSizeBetween(1, 4000).endsWith("\n"));
    }
  }

  @Test
  void grantsNothingWhereNothingCanBeWritten() throws Exception {
    Requirement.that(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    Path state = Files.createDirectories(folder.resolve("state"));
    Path manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(
        state.resolve("issuer.json"), new TestIssuer(EmbeddedSts.CLUSTER_ISSUER).privateJwk());
    Files.writeString(
        state.resolve("session-keys.json"), MasterKeys.withNewKey("", Clock.systemUTC()));
    try (StsProcess sts =
            StsProcess.start(
                folder,
                StsProcess.freePort(),
                "rolecall.embedded.manifests=" + manifests,
                "rolecall.embedded.state=" + state,
                "rolecall.audit.file=/dev/full");
        HttpClient client = HttpClient.newHttpClient()) {
      Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .until(sts::errors, errors -> errors.contains("Audit events cannot be written"));
      for (String path : List.of("/healthz", "/?Action=GetCallerIdentity&Version=2011-06-15")) {
        URI uri = sts.uri().resolve(path);
        HttpResponse<String> answer =
            Awaitility.await()
                .ignoreExceptionsInstanceOf(java.io.IOException.class)
                .until(
                    () -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()),
                    any -> true);
        assertThat(answer.statusCode()).isEqualTo(503);
      }
      try (RawClient kept = RawClient.connect(sts.uri())) {
        String answers =
            kept.send("POST /agent/credentials HTTP/1.1\r\nHost: sts\r\nContent-Length: 0\r\n\r\n")
                .readToEnd();
        assertThat(answers).startsWith("HTTP/1.1 503 ").containsIgnoringCase("connection: close");
      }
    }
  }
}
