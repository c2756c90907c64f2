package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program as it is built. */
class BenchMainIT {
  @ParameterizedTest
  @EnumSource(Family.class)
  void everyBenchmarkRunsAndHasItsPeer(Family family) throws Exception {
    Outcome outcome = run(family.word(), "--quick");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output().lines())
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.startsWith("{\"benchmark\":\"" + family.word() + "."))
        .anyMatch(line -> !line.endsWith("\"ratio\":null}"));
  }

  @Test
  void refusesAFamilyThatItDoesNotHave() throws Exception {
    assertThat(run("polices").status()).isEqualTo(2);
    assertThat(run("policy", "sts").status()).isEqualTo(2);
  }

  private record Outcome(int status, String output) {}

  private static Outcome run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(ProjectFiles.root().resolve("src/bench/target/rolecall-bench.jar").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
