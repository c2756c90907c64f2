package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.RolecallProcess.Ended;
import dev.rolecall.testkit.ProjectFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintIT {
  @TempDir private Path folder;

  @Test
  void lintsAFolderAsAProcess() throws Exception {
    Ended ended =
        RolecallProcess.run(
            folder, "lint", ProjectFiles.root().resolve("examples/lint").toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("error MISSING_QUALIFIER", "2 documents: 1 error, 4 security warnings");
    assertThat(ended.errors()).isEmpty();
  }

  @Test
  void findsNothingToRefuseInTheQuickstart() throws Exception {
    Ended ended =
        RolecallProcess.run(
            folder, "lint", ProjectFiles.root().resolve("examples/quickstart").toString());
    assertThat(ended.code()).as(ended.output()).isZero();
  }
}
