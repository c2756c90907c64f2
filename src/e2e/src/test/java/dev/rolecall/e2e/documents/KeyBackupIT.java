package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.e2e.documents.Reader.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Keys are lost and come back, by the commands of the page. */
@ExtendWith(DocumentedCluster.Shared.class)
class KeyBackupIT {
  private static final Path PAGE = Path.of("docs/operations.md");
  private static final String KEYS = "rolecall-session-keys";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void sessionsFromBeforeAreGoodAgain(DocumentedCluster cluster, @TempDir Path folder)
      throws Exception {
    Desk desk = Desk.in(folder, cluster.api().kubectlProgram());
    Reader reader = new Reader(desk, cluster.kubeConfig());
    try (ClusterSts sts = ClusterSts.start(cluster, Files.createDirectory(folder.resolve("sts")))) {
      AwsSessionCredentials session = sts.assume("globex", "invoices", "invoices-0");
      assertThat(sts.ask(session)).startsWith("arn:aws:sts::222222222222:assumed-role/invoices/");

      follow(reader, "## Backup", "## Restore");
      String kept = cluster.secret(KEYS);
      cluster.api().kubectl("-n", "rolecall-system", "delete", "secret", KEYS, "rolecall-ca");
      await().atMost(LIMIT).until(() -> !cluster.secret(KEYS).isEmpty());
      assertThat(cluster.secret(KEYS)).isNotEqualTo(kept);
      sts.mountSecrets();
      await().atMost(LIMIT).until(() -> sts.ask(session).equals("InvalidClientTokenId"));

      follow(reader, "## Restore", "| what came back");
      sts.mountSecrets();
      await().atMost(LIMIT).until(() -> sts.ask(session).startsWith("arn:"));
    }
    cluster.awaitAdmission();
  }

  /** As with cert-manager, whose authority is not Rolecall's to keep. */
  @Test
  void keysAreKeptWhereThereIsNoAuthority(DocumentedCluster cluster, @TempDir Path folder)
      throws Exception {
    Reader reader =
        new Reader(Desk.in(folder, cluster.api().kubectlProgram()), cluster.kubeConfig());
    String backup = part("## Backup", "## Restore");

    follow(reader, backup.replace("rolecall-ca", "rolecall-that-is-not-there"));
    follow(reader, part("## Restore", "| what came back"));
    assertThat(cluster.secret(KEYS)).isNotEmpty();
  }

  private static String part(String from, String to) throws IOException {
    String text = Pages.text(PAGE);
    return text.substring(text.indexOf(from), text.indexOf(to));
  }

  private static void follow(Reader reader, String from, String to) throws Exception {
    follow(reader, part(from, to));
  }

  /** The commands of a part of the page. */
  private static void follow(Reader reader, String part) throws Exception {
    List<Ended> ended = reader.follow(Step.of(PAGE, part));
    assertThat(ended).isNotEmpty().allMatch(Ended::isAsShown);
  }
}
