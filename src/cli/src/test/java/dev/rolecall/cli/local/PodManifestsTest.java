package dev.rolecall.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.state.NameUid;
import dev.rolecall.identity.PodRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodManifestsTest {
  @TempDir private Path folder;

  @Test
  void findsThePodsOfAllFilesByName() throws IOException {
    Files.createDirectory(folder.resolve("below"));
    Files.writeString(
        folder.resolve("below/b.yml"),
        """
        kind: Pod
        metadata: {name: reports-0, namespace: acme, uid: the-uid}
        spec: {serviceAccountName: reports}
        ---
        kind: ServiceAccount
        metadata: {name: reports, namespace: acme}
        """);
    Files.writeString(
        folder.resolve("a.json"), "{\"kind\": \"Pod\", \"metadata\": {\"name\": \"plain\"}}");
    Files.writeString(folder.resolve("demo.jsonl"), "{\"kind\": \"Pod\"}");
    assertThat(PodManifests.read(folder))
        .containsExactly(
            new LocalPod(new PodRef("acme", "reports-0", "the-uid"), "reports"),
            new LocalPod(
                new PodRef("default", "plain", NameUid.of("pod", "default/plain")), "default"));
  }
}
