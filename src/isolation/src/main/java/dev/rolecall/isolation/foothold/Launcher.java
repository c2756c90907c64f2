package dev.rolecall.isolation.foothold;

import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.RigException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts footholds.
 *
 * @param java the launcher, which every user may run
 * @param classPath of this program, likewise
 */
public record Launcher(Path java, String classPath) {
  private static final List<String> RAW_ALONE =
      List.of("setpriv", "--bounding-set", "-all,+net_raw", "--inh-caps", "-all");

  private static final List<String> USER =
      List.of(
          "setpriv",
          "--reuid",
          "1000",
          "--regid",
          "1000",
          "--clear-groups",
          "--bounding-set",
          "-all",
          "--inh-caps",
          "-all");

  /** As root, with all capabilities over the namespace's network. */
  public Foothold root(Namespace namespace) {
    return start(namespace, List.of());
  }

  /** With NET_RAW alone, which containers have by default. */
  public Foothold rawAlone(Namespace namespace) {
    return start(namespace, RAW_ALONE);
  }

  /** As an ordinary user without capabilities. */
  public Foothold user(Namespace namespace) {
    return start(namespace, USER);
  }

  private Foothold start(Namespace namespace, List<String> wrapper) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            java.toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dio.netty.noUnsafe=true",
            "-cp",
            classPath,
            FootholdMain.class.getName()));
    try {
      return new Foothold(
          new ProcessBuilder(namespace.command(command)).redirectError(Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new RigException("no foothold in " + namespace.name() + ": " + e.getMessage());
    }
  }
}
