package dev.rolecall.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.cli.console.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProgramTest {
  @TempDir private Path folder;

  @Test
  void tellsTheLastLinesOfAProgramThatEndsBeforeItIsReady() {
    try (ChildProgram child = start("echo the manifest is wrong; exit 3")) {
      assertThatThrownBy(child::awaitReady)
          .isInstanceOfSatisfying(
              Failure.class,
              failure ->
                  assertThat(failure.report())
                      .contains(
                          "sts ended before it was ready", "the manifest is wrong", "sts.log"));
    }
  }

  @Test
  void passesTheEnvironmentOn() throws Exception {
    try (ChildProgram child = start("echo listen on $ROLECALL_LISTEN")) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(folder.resolve("sts.log")).hasContent("listen on here");
  }

  @Test
  void stopsItsProgramWhenItIsClosed() throws Exception {
    ChildProgram child = start("echo $$; exec sleep 600");
    long pid = Long.parseLong(firstLine().strip());
    assertThat(ProcessHandle.of(pid)).isPresent();
    child.close();
    assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isSameAs(child);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private String firstLine() throws Exception {
    Path log = folder.resolve("sts.log");
    Process wait =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "until test -s \"$0\"; do :; done; head -n 1 \"$0\"",
                log.toString())
            .start();
    return wait.inputReader().readLine();
  }

  private ChildProgram start(String script) {
    return ChildProgram.start(
        "sts",
        List.of("/bin/sh", "-c", script),
        Ports.anyFree(),
        Map.of("ROLECALL_LISTEN", "here"),
        folder.resolve("sts.log"));
  }
}
