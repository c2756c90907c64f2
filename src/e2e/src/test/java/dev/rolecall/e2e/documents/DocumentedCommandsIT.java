package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.e2e.documents.Reader.Ended;
import dev.rolecall.testkit.ApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the documents, typed by a reader: how it ends, and what it prints. */
@ExtendWith(DocumentedCluster.Shared.class)
class DocumentedCommandsIT {
  /** Whoever follows these has an API server on which nothing is installed yet. */
  private static final Set<Path> INSTALLING =
      Set.of(Path.of("README.md"), Path.of("docs/install-agent.md"), Path.of("docs/install.md"));

  static Stream<Path> pagesForAClusterThatRuns() {
    return Pages.all().stream()
        .filter(page -> !INSTALLING.contains(page))
        .filter(page -> !here(page).isEmpty());
  }

  static Stream<Path> pagesForANewCluster() {
    return INSTALLING.stream().sorted().filter(page -> !here(page).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pagesForAClusterThatRuns")
  void commandsDoWhatThePageShows(Path page, DocumentedCluster cluster, @TempDir Path folder)
      throws Exception {
    follow(page, Desk.in(folder, cluster.api().kubectlProgram()), cluster.kubeConfig());
  }

  @ParameterizedTest
  @MethodSource("pagesForANewCluster")
  void commandsThatInstallDoWhatThePageShows(Path page, @TempDir Path folder) throws Exception {
    try (ApiServer api = DocumentedCluster.bare()) {
      Path kubeConfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeConfig());
      follow(page, Desk.in(folder, api.kubectlProgram()), kubeConfig);
    }
  }

  private static void follow(Path page, Desk desk, Path kubeConfig) throws Exception {
    Reader reader = new Reader(desk, kubeConfig);
    reader.prepare(page);

    List<Ended> ended = reader.follow(here(page));

    Ended last = ended.getLast();
    assertThat(last.isAsShown())
        .as("%s ended with %d:%n%s", last.step(), last.status(), last.printed())
        .isTrue();
  }

  /** Those that no other test runs. */
  private static List<Step> here(Path page) {
    List<Elsewhere> elsewhere = Elsewhere.all();
    return Pages.steps(page).stream()
        .filter(step -> elsewhere.stream().noneMatch(other -> other.isAbout(step)))
        .toList();
  }
}
