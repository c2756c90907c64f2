package dev.rolecall.agent.guard.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** systemd, where this file system has it. */
public final class SystemdUnits {
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  private SystemdUnits() {}

  /**
   * Has systemd read a unit, where its program is here.
   *
   * @param root where the node's file system is
   * @throws CommandException with what systemd does not understand
   */
  public static void verify(Path unit, Path root) throws CommandException {
    if (!Files.isExecutable(ANALYZE)) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify", "--man=no"));
    if (!root.equals(Path.of("/"))) {
      command.add("--root=" + root);
    }
    command.add(root.equals(Path.of("/")) ? unit.toString() : "/" + root.relativize(unit));
    Command.run("", command);
  }
}
