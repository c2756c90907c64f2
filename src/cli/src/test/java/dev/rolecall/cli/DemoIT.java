package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.RolecallProcess.Ended;
import dev.rolecall.testkit.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir private Path folder;

  @Test
  void comesOutAsTheExampleSays() throws Exception {
    Ended ended = RolecallProcess.run(folder, "demo");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.code()).isZero();
    List<String> rows = ended.output().lines().filter(line -> line.startsWith("✓")).toList();
    long steps =
        Files.readAllLines(ProjectFiles.root().resolve("examples/quickstart/demo.jsonl")).stream()
            .filter(line -> line.startsWith("{\"who\""))
            .count();
    assertThat(rows).hasSize((int) steps);
    assertThat(ended.output()).contains("All " + steps + " lines are as they must be");
    assertThat(ended.output()).doesNotContain("\u001b[");
  }

  @Test
  void namesTheLinesThatAChangedPolicyChanges() throws Exception {
    Path example = QuickstartCopy.in(folder);
    QuickstartCopy.replace(
        example.resolve("globex/role.yaml"), "s3:GetObject", "[s3:GetObject, s3:PutObject]");
    Ended ended = RolecallProcess.run(folder, "demo", "--example", example.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output().lines().filter(line -> line.startsWith("✗")))
        .singleElement()
        .asString()
        .contains("globex/invoices-0", "PUT /globex-documents/invoice.txt", "allowed");
    assertThat(ended.errors())
        .contains("demo.jsonl:", "PUT /globex-documents/invoice.txt: must be refused, was allowed");
  }
}
