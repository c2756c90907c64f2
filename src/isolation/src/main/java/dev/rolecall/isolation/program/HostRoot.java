package dev.rolecall.isolation.program;

import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A node's file system for the boot unit: the machine's programs, and an {@code /etc} of its own.
 */
final class HostRoot {
  private static final List<String> PROGRAMS =
      List.of("usr", "bin", "sbin", "lib", "lib64", "lib32", "nix");

  private HostRoot() {}

  /** Lays it out in a folder, where it is not yet. */
  static Path in(Path folder) {
    if (Files.exists(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(folder.resolve("etc/systemd/system"));
      for (String name : PROGRAMS) {
        Path original = Path.of("/", name);
        if (Files.isSymbolicLink(original)) {
          Files.createSymbolicLink(folder.resolve(name), Files.readSymbolicLink(original));
        } else if (Files.isDirectory(original)) {
          Path place = Files.createDirectory(folder.resolve(name));
          Shell.run(List.of("mount", "--bind", original.toString(), place.toString()));
        }
      }
      return folder;
    } catch (IOException e) {
      throw new RigException("the node's file system: " + e.getMessage());
    }
  }
}
