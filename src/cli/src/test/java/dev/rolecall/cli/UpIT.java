package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.RolecallProcess.Ended;
import dev.rolecall.cli.local.Ports;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.testkit.ClientPrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
  @TempDir private Path folder;

  private int stsPort;
  private int agentPort;
  private RolecallProcess up;
  private Map<String, String> exports;

  @BeforeEach
  void start() throws Exception {
    stsPort = Ports.anyFree();
    agentPort = Ports.anyFree();
    up =
        RolecallProcess.start(
            folder,
            "up",
            "--sts-port",
            Integer.toString(stsPort),
            "--agent-port",
            Integer.toString(agentPort),
            "--state",
            folder.resolve("the state").toString());
    exports = up.awaitExports();
  }

  @AfterEach
  void stop() {
    up.close();
  }

  @Test
  void tellsTheAwsCliWhoItIs() throws Exception {
    assertThat(text(aws("sts", "get-caller-identity"), "Arn"))
        .startsWith("arn:aws:sts::111111111111:assumed-role/reports/eks-rolecall-reports-0-");
  }

  @Test
  void letsTheAwsCliAssumeARoleWithAToken() throws Exception {
    Ended token =
        RolecallProcess.run(
            folder,
            "token",
            "--namespace",
            "globex",
            "--service-account",
            "invoices",
            "--state",
            folder.resolve("the state").toString());
    JsonObject answer =
        aws(
            "sts",
            "assume-role-with-web-identity",
            "--endpoint-url",
            "http://127.0.0.1:" + stsPort,
            "--role-arn",
            "arn:aws:iam::222222222222:role/invoices",
            "--role-session-name",
            "me",
            "--web-identity-token",
            token.output().strip());
    assertThat(text((JsonObject) answer.get("AssumedRoleUser").orElseThrow(), "Arn"))
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/invoices/me");
  }

  @Test
  void stopsBothProgramsOnCtrlC() throws Exception {
    List<ProcessHandle> children = up.children();
    assertThat(children).isNotEmpty();
    up.interrupt();
    assertThat(up.awaitEnd().errors()).isEmpty();
    awaitEndOf(children);
    Ports.requireFree(stsPort, "sts", "");
    Ports.requireFree(agentPort, "the agent", "");
  }

  @Test
  void leavesNoProgramBehindWhenItIsKilled() throws Exception {
    List<ProcessHandle> children = up.children();
    up.kill();
    awaitEndOf(children);
    Ports.requireFree(stsPort, "sts", "");
    Ports.requireFree(agentPort, "the agent", "");
  }

  @Test
  void saysWhichProgramDiedAndStopsTheOther() throws Exception {
    List<ProcessHandle> children = up.children();
    children.stream()
        .filter(child -> child.info().commandLine().orElse("").contains("dev.rolecall.sts.StsMain"))
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .forEach(ProcessHandle::destroyForcibly);
    Ended ended = up.awaitEnd();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors()).contains("sts ended by itself", "sts.log");
    awaitEndOf(children);
  }

  @Test
  void namesThePortThatIsInUse() throws Exception {
    Path other = folder.resolve("other state");
    Ended ended =
        RolecallProcess.run(
            folder, "up", "--sts-port", Integer.toString(stsPort), "--state", other.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("sts cannot listen on port " + stsPort, "another 'rolecall up'", "--sts-port");
    assertThat(other).doesNotExist();
  }

  @Test
  void leavesTheStateOfAnotherThatRunsAlone() throws Exception {
    Path log = folder.resolve("the state").resolve("sts.log");
    String before = Files.readString(log);
    Ended ended =
        RolecallProcess.run(
            folder,
            "up",
            "--sts-port",
            Integer.toString(Ports.anyFree()),
            "--agent-port",
            Integer.toString(Ports.anyFree()),
            "--state",
            folder.resolve("the state").toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors()).contains("the state folder is in use", "--state");
    assertThat(Files.readString(log)).startsWith(before);
  }

  private static void awaitEndOf(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private JsonObject aws(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ClientPrograms.podIdentityCli().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(exports);
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    Path errors = folder.resolve("aws-errors.txt");
    Process process = builder.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return (JsonObject) Json.parse(output);
  }

  private static String text(JsonObject object, String name) {
    return ((JsonString) object.get(name).orElseThrow()).value();
  }
}
