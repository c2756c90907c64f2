package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.guard.rules.Ruleset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Hears from the kernel when one of the guard's tables was removed, as a reload of the node's own
 * rules does. It only has the guard look earlier: where it hears nothing, every look finds the
 * same.
 */
public final class TableWatch {
  private static final System.Logger LOG = System.getLogger(TableWatch.class.getName());

  /**
   * Of tables alone: a node whose services are rules of nftables changes thousands of these. The
   * shell ends nft when its standard input ends, which it does with this process, however that
   * ends.
   */
  private static final String SCRIPT =
      "nft monitor destroy tables 2>/dev/null & exec >&-; read -r end; kill $!";

  /** A machine's, and that of the image. */
  private static final List<List<String>> SHELLS = List.of(List.of("sh"), List.of("busybox", "sh"));

  private static final long BETWEEN_SECONDS = 10;

  private TableWatch() {}

  /**
   * Begins, in a thread of its own that ends with the process.
   *
   * @param removed is called there
   */
  public static void start(Runnable removed) {
    Thread.ofPlatform().daemon().name("tables").start(() -> watch(removed));
  }

  private static void watch(Runnable removed) {
    try {
      while (true) {
        listen(removed);
        TimeUnit.SECONDS.sleep(BETWEEN_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void listen(Runnable removed) {
    Process process = started().orElse(null);
    if (process == null) {
      return;
    }
    try (OutputStream end = process.getOutputStream();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("delete table ") && line.contains(Ruleset.TABLE)) {
          LOG.log(Level.INFO, "nft tells: {0}", line);
          removed.run();
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "nft monitor: {0}", e.getMessage());
    }
  }

  private static Optional<Process> started() {
    for (List<String> shell : SHELLS) {
      List<String> command = new ArrayList<>(shell);
      command.addAll(List.of("-c", SCRIPT));
      try {
        return Optional.of(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "cannot run {0}: {1}", shell, e.getMessage());
      }
    }
    return Optional.empty();
  }
}
