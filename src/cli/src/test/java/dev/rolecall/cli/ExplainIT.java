package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.RolecallProcess.Ended;
import dev.rolecall.testkit.ProjectFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainIT {
  @TempDir private Path folder;

  @Test
  void explainsADenialOfThePackagedCommand() throws Exception {
    Ended ended = explain("arn:aws:s3:::elsewhere/q1.csv");
    assertThat(ended.output())
        .startsWith("Denied: no identity-based policy allows s3:GetObject on")
        .contains("What comes closest", "'ReadReports'");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void explainsAPermissionOfThePackagedCommand() throws Exception {
    Ended ended = explain("arn:aws:s3:::acme-reports/q1.csv");
    assertThat(ended.output()).startsWith("Allowed: ").contains("What allows it");
    assertThat(ended.code()).isZero();
  }

  private Ended explain(String resource) throws Exception {
    return RolecallProcess.run(
        folder,
        "explain",
        "--policy",
        ProjectFiles.root().resolve("examples/explain/identity.json").toString(),
        "--principal",
        "arn:aws:iam::111111111111:user/ann",
        "--action",
        "s3:GetObject",
        "--resource",
        resource,
        "--context",
        "aws:PrincipalTag/team=audit");
  }
}
