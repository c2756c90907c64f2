package dev.rolecall.isolation.program;

import dev.rolecall.isolation.rig.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The user that the agent's server runs as, who may become nobody else. */
public final class Unprivileged {
  private static final String SERVER = "65532";

  private static final List<String> UNPRIVILEGED =
      List.of(
          "setpriv",
          "--reuid",
          SERVER,
          "--regid",
          SERVER,
          "--clear-groups",
          "--bounding-set",
          "-all",
          "--inh-caps",
          "-all",
          "--no-new-privs");

  private Unprivileged() {}

  /** The command line that runs another one as that user. */
  public static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(UNPRIVILEGED);
    whole.addAll(command);
    return whole;
  }

  /** Makes a file that user's own, as the kubelet does with a token. */
  public static void own(Path file) {
    Shell.run(List.of("chown", SERVER + ":" + SERVER, file.toString()));
  }
}
