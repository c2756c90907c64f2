package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RolecallTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nope",
        "token",
        "token --namespace a --service-account b --expires-in 5x",
        "token --namespace a --service-account b --pod-uid u",
        "token --namespace A_b --service-account b",
        "token --namespace= --service-account b",
        "token --namespace a --service-account b --pod -b",
        "token --namespace a --service-account b --audience=",
        "up --sts-port 9000 --agent-port 9000",
        "up --sts-port 70000",
        "up --sts-port http",
        "up --authorize-service nobody",
        "up --authorize-service a/b/c",
        "simulate",
        "explain",
        "explain --action s3:GetObject",
        "explain --principal nobody --action s3:GetObject",
        "explain --principal anonymous --action s3:GetObject",
        "explain --principal anonymous --action s3:GetObject --resource-account 1",
        "explain --principal sns.amazonaws.com --action s3:x --resource-account 111111111111 --context a",
        "explain --cases cases.jsonl",
        "explain --name a",
        "explain --request a --cases b --name c",
        "explain --role arn:aws:iam::111111111111:role/a --action s3:GetObject",
        "explain --manifests a --role b --principal anonymous --action s3:GetObject",
        "explain --trust a --resource-policy b --principal anonymous --action s3:GetObject",
        "explain --request a --format yaml",
        "explain pod",
        "explain pod a/b/c",
        "explain pod ../secrets",
        "explain pod acme/Web",
        "explain pod acme/web -n globex",
        "explain pod acme/web --format yaml",
        "lint",
        "lint a --fail-on nothing",
        "lint a --type policy",
        "import",
        "import ecs-task-definition",
        "keys",
        "keys burn",
        "keys drop",
        "revoke",
        "revoke acme/reports",
        "revoke --cluster",
        "revoke acme/reports --cluster --manifests a",
        "revoke acme/reports --all-in-account 111111111111 --cluster",
        "revoke --all-in-account 1 --cluster",
        "revoke arn:aws:iam::1:role/reports --cluster",
        "revoke acme/reports --cluster --before yesterday",
        "revoke acme/reports --cluster --before 2999-01-01T00:00:00Z",
        "bench quickly",
        "isolation --topology star",
        "isolation --format xml",
        "isolation now",
        "demo --nope"
      })
  void endsWrongUseWithOneLineAndExitCodeTwo(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(errors.toString().lines()).hasSize(1);
    assertThat(errors.toString()).startsWith("rolecall").contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  static Stream<String> commands() {
    return Rolecall.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsExamplesInTheHelpOfEveryCommand(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "./rolecall " + command);
  }

  @Test
  void tellsAFailureWithoutAStackTrace() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(
        open, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(token("--state", open.toString())).isEqualTo(1);
    assertThat(errors.toString())
        .contains("rolecall: the state folder is open to others", "where: " + open)
        .contains("rwxr-xr-x", "what to do: chmod 700")
        .doesNotContain("\tat ");
  }

  @Test
  void showsTheStackTraceWhereItIsAskedFor() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(token("--state", file.resolve("below").toString(), "--verbose")).isEqualTo(1);
    assertThat(errors.toString()).contains("cannot use the state folder", "\tat ");
  }

  @Test
  void saysThatTheStateFolderIsAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(token("--state", file.toString())).isEqualTo(1);
    assertThat(errors.toString())
        .contains("cannot use the state folder", file + " is not a folder", "what to do: choose")
        .doesNotContain("Exception", "chmod");
  }

  @Test
  void printsTheTokenAlone() {
    assertThat(token("--state", folder.resolve("state").toString())).isZero();
    assertThat(out.toString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(errors.toString()).isEmpty();
  }

  private int token(String... more) {
    String[] needed = {"token", "--namespace", "acme", "--service-account", "reports"};
    return run(Stream.of(needed, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }
}
