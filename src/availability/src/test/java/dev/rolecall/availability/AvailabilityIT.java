package dev.rolecall.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.availability.fault.Catalogue;
import dev.rolecall.availability.fault.Fault;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
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

/** A few faults, as people try them. */
class AvailabilityIT {
  @TempDir private static Path folder;

  private static int status;
  private static List<String> lines = List.of();
  private static String errors = "";

  @BeforeAll
  static void runs() throws Exception {
    Optional<String> lack = AvailabilityMain.lacks();
    Requirement.that(lack.isEmpty(), "availability suite: " + lack.orElse(""));
    Path log = folder.resolve("errors");
    Process process = suite(log, "--quick", "--format", "json");
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

  @Test
  void triesEachFaultUnderLoadAndGivesNoWrongAnswer() throws Exception {
    assertThat(lines).as(errors).hasSameSizeAs(Catalogue.quick());
    for (int i = 0; i < lines.size(); i++) {
      Fault fault = Catalogue.quick().get(i);
      JsonObject line = (JsonObject) Json.parse(lines.get(i));
      assertThat(lines.get(i)).contains("\"" + fault.name() + "\"");
      assertThat(number(line, "requests")).as(errors).isGreaterThan(50);
      assertThat(number(line, "wrong")).as(errors).isZero();
      assertThat(number(line, "heldFailed")).as(errors).isZero();
    }
  }

  @Test
  void refusesWrongUseWithASentence() throws Exception {
    for (String wrong : List.of("--fault=x", "--fault", "now")) {
      Path log = folder.resolve("wrong");
      assertThat(suite(log, wrong).waitFor()).isEqualTo(2);
      assertThat(Files.readString(log)).startsWith("rolecall-availability: ").hasLineCount(1);
    }
  }

  private static int number(JsonObject line, String name) {
    return ((JsonNumber) line.get(name).orElseThrow()).value().intValue();
  }

  private static Process suite(Path log, String... arguments) throws IOException {
    Path root = ProjectFiles.root();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drolecall.home=" + root,
                "-jar",
                root.resolve("src/availability/target/rolecall-availability.jar").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }
}
