package dev.rolecall.e2e.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Types the commands of a page into one shell, and stops at the first that goes wrong. */
final class Reader {
  private static final long PATIENCE_SECONDS = 240;

  /**
   * How a command ended.
   *
   * @param status -1 where it was not reached
   * @param printed to standard output and standard error, as a terminal shows it
   */
  record Ended(Step step, int status, String printed) {
    boolean isAsShown() {
      return status == step.status()
          && step.expected().map(expected -> expected.matches(printed)).orElse(true);
    }
  }

  private final Desk desk;
  private final Path kubeConfig;

  Reader(Desk desk, Path kubeConfig) {
    this.desk = desk;
    this.kubeConfig = kubeConfig;
  }

  /** What happened to each step up to the first that did not end as it must. */
  List<Ended> follow(List<Step> steps) throws IOException, InterruptedException {
    Path outputs = Files.createTempDirectory(desk.home(), "outputs");
    StringBuilder script = new StringBuilder("set -o pipefail\n");
    for (int i = 0; i < steps.size(); i++) {
      Path output = outputs.resolve(Integer.toString(i));
      script.append(
          """
          {
          %s
          } >'%s' 2>&1 </dev/null
          status=$?; echo $status >'%s.status'; [ $status = %d ] || exit 0
          """
              .formatted(steps.get(i).command(), output, output, steps.get(i).status()));
    }
    String said = bash(script.toString());
    List<Ended> ended = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      ended.add(ended(steps.get(i), outputs.resolve(Integer.toString(i)), said));
      if (!ended.getLast().isAsShown()) {
        break;
      }
    }
    return ended;
  }

  private static Ended ended(Step step, Path output, String said) throws IOException {
    Path status = output.resolveSibling(output.getFileName() + ".status");
    if (!Files.exists(status)) {
      return new Ended(step, -1, said);
    }
    return new Ended(
        step, Integer.parseInt(Files.readString(status).strip()), Files.readString(output));
  }

  /** Makes what a page takes for granted: runs {@code before/<page>.sh}, where there is one. */
  void prepare(Path page) throws IOException, InterruptedException {
    String name = page.toString().replace('/', '-').replaceFirst("\\.md$", ".sh");
    try (InputStream script = Reader.class.getResourceAsStream("/documents/before/" + name)) {
      if (script != null) {
        String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        String said = bash("set -e\n" + text + "\necho prepared\n");
        if (!said.endsWith("prepared\n")) {
          throw new IOException("before " + page + ":\n" + said);
        }
      }
    }
  }

  /** All that a script prints. */
  private String bash(String script) throws IOException, InterruptedException {
    Path file = Files.createTempFile(desk.home(), "page", ".sh");
    Path output = Files.createTempFile(desk.home(), "page", ".txt");
    Files.writeString(file, script);
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString())
            .directory(desk.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("HOME", desk.home().toString());
    environment.put("KUBECONFIG", kubeConfig.toString());
    environment.put("NO_COLOR", "1");
    environment.remove("XDG_STATE_HOME");
    environment.put(
        "PATH",
        desk.programs() + ":" + desk.home().resolve(".local/bin") + ":" + System.getenv("PATH"));
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("it takes too long:\n" + script);
    }
    return Files.readString(output);
  }
}
