package dev.rolecall.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.availability.fault.Catalogue;
import dev.rolecall.availability.fault.Fault;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page shows what came of each fault. */
class AvailabilityPageTest {
  @Test
  void hasARowForEachFaultInTheirOrder() throws IOException {
    String page = Files.readString(ProjectFiles.root().resolve("docs/availability.md"));
    String table =
        page.substring(page.indexOf("## What came of it"), page.indexOf("## What is left"));
    List<String> rows =
        table
            .lines()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .map(line -> line.split("\\|", 3)[1].strip())
            .toList();

    assertThat(rows).containsSubsequence(Catalogue.all().stream().map(Fault::what).toList());
  }
}
