package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The operator as it is packaged, as a process beside an API server. */
final class RunningOperator implements AutoCloseable {
  private static final String SERVING = "webhooks are served on port";
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  private final Process process;
  private final Path kubeConfig;
  private final List<String> output = new ArrayList<>();
  private final CompletableFuture<String> serving = new CompletableFuture<>();
  private volatile boolean killed;

  private RunningOperator(Process process, Path kubeConfig) {
    this.process = process;
    this.kubeConfig = kubeConfig;
    Thread.ofVirtual().start(this::read);
  }

  /**
   * @param port of the webhooks
   */
  static RunningOperator start(ApiServer api, int port, String... settings) throws IOException {
    return start("operator-0", api, port, settings);
  }

  /**
   * @param name of its pod, by which it leads
   */
  static RunningOperator start(String name, ApiServer api, int port, String... settings)
      throws IOException {
    Path kubeConfig = Files.createTempFile("operator", ".kubeconfig");
    Files.writeString(kubeConfig, api.kubeConfig());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-Dquarkus.management.port=0",
            "-Drolecall.webhook.port=" + port,
            "-Drolecall.tls.webhook-names=127.0.0.1"));
    command.addAll(List.of(settings));
    command.addAll(List.of("-jar", JAR.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeConfig.toString());
    builder.environment().put("POD_NAME", name);
    return new RunningOperator(builder.start(), kubeConfig);
  }

  /** Returns once the webhooks are served. */
  void awaitServing() throws Exception {
    assertThat(serving.get(120, TimeUnit.SECONDS)).contains(SERVING);
  }

  /** The exit code, once it ended by itself. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the operator still runs:\n" + output());
    }
    return process.exitValue();
  }

  /** Ends it as the kernel does where memory is short. */
  void kill() {
    killed = true;
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Whether it runs. */
  boolean lives() {
    return process.isAlive();
  }

  /** Takes the processor away from it; connections stay. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Gives it back. */
  void proceed() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  synchronized String output() {
    return String.join("\n", output);
  }

  /** Asks it to end, which it must do well before a kubelet would kill it. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(20, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    Files.deleteIfExists(kubeConfig);
    assertThat(ended || killed).as("the operator ends when it is asked to").isTrue();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note("the output could not be read: " + e.getMessage());
    }
    serving.completeExceptionally(new IllegalStateException("the operator ended:\n" + output()));
  }

  private synchronized void note(String line) {
    output.add(line);
    if (line.contains(SERVING)) {
      serving.complete(line);
    }
  }
}
