package dev.rolecall.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.attack.Catalogue;
import dev.rolecall.isolation.rig.Machine;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole suite, as people start it. */
class IsolationIT {
  @TempDir private static Path folder;

  private static int status;
  private static List<String> lines = List.of();
  private static String errors = "";

  @BeforeAll
  static void runs() throws Exception {
    Optional<String> lack = Machine.lacks();
    Requirement.that(lack.isEmpty(), "isolation suite: " + lack.orElse(""));
    Path log = folder.resolve("errors");
    Process process = suite(log, "--format", "json");
    lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    status = process.waitFor();
    errors = Files.readString(log);
  }

  @Test
  void endsWell() {
    assertThat(status).as(errors).isZero();
  }

  @ParameterizedTest
  @EnumSource(Topology.class)
  void blocksEveryAttackWithTheGuard(Topology topology) {
    for (Attack attack : Catalogue.on(topology, Optional.empty())) {
      assertThat(outcome(attack, topology, true))
          .as(attack.name() + "\n" + errors)
          .isEqualTo("blocked");
    }
  }

  /** Otherwise it would prove nothing that they are blocked. */
  @ParameterizedTest
  @EnumSource(Topology.class)
  void seesAttacksSucceedWithoutTheGuard(Topology topology) {
    for (Attack attack : Catalogue.on(topology, Optional.empty())) {
      if (attack.succeedsUnguarded().contains(topology)) {
        assertThat(outcome(attack, topology, false))
            .as(attack.name() + "\n" + errors)
            .isEqualTo("leaked");
      }
    }
  }

  @Test
  void leavesNothingOnTheMachine() throws Exception {
    Path names = Path.of("/run/netns");
    assertThat(names.resolve("outside")).doesNotExist();
    assertThat(names.resolve(".rig")).doesNotExist();
  }

  @Test
  void refusesWrongUseWithASentence() throws Exception {
    for (String wrong : List.of("--attack=x", "--topology", "now")) {
      Path log = folder.resolve("wrong");
      assertThat(suite(log, wrong).waitFor()).isEqualTo(2);
      assertThat(Files.readString(log)).startsWith("rolecall-isolation: ").hasLineCount(1);
    }
  }

  private static String outcome(Attack attack, Topology topology, boolean guard) {
    String begin =
        "{\"attack\":\"%s\",\"topology\":\"%s\",\"guard\":%s,\"outcome\":\""
            .formatted(attack.name(), topology.word(), guard);
    return lines.stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length(), line.indexOf('"', begin.length())))
        .findFirst()
        .orElse("not tried");
  }

  private static Process suite(Path log, String... arguments) throws IOException {
    Path root = ProjectFiles.root();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drolecall.home=" + root,
                "-jar",
                root.resolve("src/isolation/target/rolecall-isolation.jar").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }
}
