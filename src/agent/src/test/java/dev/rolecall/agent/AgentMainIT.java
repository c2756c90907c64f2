package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is built. */
class AgentMainIT {
  @TempDir Path folder;

  @Test
  void printsItsVariables() throws Exception {
    Outcome outcome = run(Map.of(), "--help");

    assertThat(outcome.status).isZero();
    assertThat(outcome.output).contains("ROLECALL_STS_URL", "ROLECALL_AGENT_TOKEN_FILE");
  }

  @Test
  void refusesArgumentsItDoesNotKnow() throws Exception {
    Outcome outcome = run(Map.of(), "--port");

    assertThat(outcome.status).isEqualTo(2);
    assertThat(outcome.output.lines()).hasSize(1);
  }

  @Test
  void saysAllThatIsWrongWithItsConfiguration() throws Exception {
    Outcome outcome =
        run(Map.of("ROLECALL_STS_URL", "http://sts.example", "ROLECALL_LISTEN", "0.0.0.0:1"));

    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.output.lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("rolecall-agent: ROLECALL_"));
  }

  @Test
  void saysWhichPortIsInUseAndWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome = run(environment("127.0.0.1:" + taken.getLocalPort()));

      assertThat(outcome.status).isEqualTo(1);
      assertThat(outcome.output.lines()).hasSize(1);
      assertThat(outcome.output)
          .contains("127.0.0.1:" + taken.getLocalPort(), "in use", "ROLECALL_LISTEN");
    }
  }

  @Test
  void isNotHealthyWhereNobodyListens() throws Exception {
    Outcome outcome = run(Map.of("ROLECALL_LISTEN", "127.0.0.1:9"), "--health");

    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.output).contains("127.0.0.1:9", "not ready");
  }

  @Test
  void servesUntilItIsAskedToStop() throws Exception {
    Process process = start(environment("127.0.0.1:0"));
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      assertThat(line).startsWith("{").contains("listening on 127.0.0.1:0");
      int port = Integer.parseInt(line.replaceAll(".*\\(port ([0-9]+)\\).*", "$1"));
      assertThat(Wire.get(port, "/healthz").body()).isEqualTo("ok");
      assertThat(run(Map.of("ROLECALL_LISTEN", "127.0.0.1:" + port), "--health").status).isZero();

      process.toHandle().destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(output.readLine()).as("says nothing more").isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  private Map<String, String> environment(String listen) throws IOException {
    return Map.of(
        "ROLECALL_LISTEN",
        listen,
        "ROLECALL_STS_URL",
        "http://127.0.0.1:9",
        "ROLECALL_AGENT_TOKEN_FILE",
        Files.writeString(folder.resolve("agent.token"), "a.b.c").toString());
  }

  private record Outcome(int status, String output) {}

  private static Outcome run(Map<String, String> environment, String... arguments)
      throws Exception {
    Process process = start(environment, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private static Process start(Map<String, String> environment, String... arguments)
      throws IOException {
    Path agent = ProjectFiles.root().resolve("src/agent");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + agent.resolve("jvm.options"),
            "-jar",
            agent.resolve("target/rolecall-agent.jar").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("ROLECALL_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }
}
