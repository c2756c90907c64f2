package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.e2e.documents.Reader.Ended;
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

  /** The commands of a part of the page. */
  private static void follow(Reader reader, String from, String to) throws Exception {
    String text = Pages.text(PAGE);
    String part = text.substring(text.indexOf(from), text.indexOf(to));
    List<Ended> ended = reader.follow(Step.of(PAGE, part));
    assertThat(ended).isNotEmpty().allMatch(Ended::isAsShown);
  }
}
