package dev.rolecall.isolation.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Namespaces of mounts, processes and network around a whole run. The kernel takes all of it away
 * when the run's first process ends, however that ends: nothing is left on the machine.
 */
public final class Enclosure {
  private static final Path NAMES = Path.of("/run/netns");
  private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

  private Enclosure() {}

  /**
   * Runs a program of this class path in an enclosure, to its end, or until whoever started this
   * process ends.
   *
   * @param main whose first act is {@link #endWithParent}
   * @return its exit status
   */
  public static int run(Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(around(command))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    return process.waitFor();
  }

  /** Called first inside of it: ends this process when its standard input ends. */
  public static void endWithParent() {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            System.in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // As if it had ended.
            Thread.onSpinWait();
          }
          Runtime.getRuntime().halt(1);
        });
  }

  /** The command line that runs {@code command} as the first process of an enclosure. */
  static List<String> around(List<String> command) {
    List<String> whole =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--propagation",
                "private"));
    whole.addAll(command);
    return whole;
  }

  /**
   * Called first inside of it: hides the machine's names of network namespaces behind a file system
   * in memory, and its control groups, of which the pods here are no part.
   *
   * @return a folder there, which everybody may enter
   */
  public static Path settle() throws IOException {
    Files.createDirectories(NAMES);
    Shell.run(List.of("mount", "-t", "tmpfs", "-o", "mode=755", "rolecall", NAMES.toString()));
    if (Files.isDirectory(CONTROL_GROUPS)) {
      Shell.run(List.of("mount", "-t", "tmpfs", "-o", "ro", "rolecall", CONTROL_GROUPS.toString()));
    }
    Path folder = Files.createDirectory(NAMES.resolve(".rig"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }
}
