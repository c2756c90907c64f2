package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
  private static final String CASE =
      """
      {"name": "%s", "expected": "%s", "identityPolicies": [{"Version": "2012-10-17", "Statement":
      {"Effect": "%s", "Action": "s3:GetObject", "Resource": "*"}}], "request": {"principal":
      "arn:aws:sts::111111111111:assumed-role/r/s", "action": "s3:GetObject", "resource":
      "arn:aws:s3:::a/b", "resourceAccount": "111111111111", "context": {}}}
      """
          .replace("\n", " ");

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @Test
  void printsEachDecisionAndTheCountLast() throws IOException {
    int code =
        simulate(
            CASE.formatted("yes", "Allowed", "Allow") + "\n\n",
            CASE.formatted("no", "ExplicitlyDenied", "Deny"));
    assertThat(out.toString())
        .hasToString(
            """
            {"name":"yes","decision":"Allowed"}
            {"name":"no","decision":"ExplicitlyDenied"}
            2 passed, 0 failed
            """);
    assertThat(code).isZero();
  }

  @Test
  void failsWhereADecisionIsNotTheExpectedOne() throws IOException {
    int code = simulate(CASE.formatted("odd", "Allowed", "Deny"));
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).endsWith("0 passed, 1 failed\n");
    assertThat(errors.toString())
        .contains("FAILED odd: expected Allowed, decided ExplicitlyDenied");
  }

  @Test
  void explainsAFailedCaseWhereAsked() throws IOException {
    Path file = cases(CASE.formatted("odd", "Allowed", "Deny"));
    assertThat(run("--cases", file.toString(), "--explain")).isEqualTo(1);
    assertThat(errors.toString())
        .contains("FAILED odd:", "  Denied: the identity-based policy denies", "  What denies it");
    assertThat(out.toString()).doesNotContain("denies");
  }

  @Test
  void decidesNothingWhereALineIsNoCase() throws IOException {
    int code = simulate(CASE.formatted("yes", "Allowed", "Allow") + "\n", "{\"name\": 1}");
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(errors.toString()).contains("line 2", "what to do");
  }

  @Test
  void saysWhichFileCannotBeRead() {
    assertThat(run("--cases", folder.resolve("none.jsonl").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("the cases cannot be read", "none.jsonl is not there");
  }

  private int simulate(String... lines) throws IOException {
    return run("--cases", cases(lines).toString());
  }

  private Path cases(String... lines) throws IOException {
    return Files.writeString(folder.resolve("cases.jsonl"), String.join("", lines));
  }

  private int run(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(
        Stream.concat(Stream.of("simulate"), Stream.of(arguments)).toArray(String[]::new));
  }
}
