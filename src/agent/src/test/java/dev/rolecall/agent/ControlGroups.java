package dev.rolecall.agent;

import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group of the kernel's tree of version 2 that passes for a node's root; groups below it are made
 * when they are entered.
 */
record ControlGroups(Optional<Path> folder) implements AutoCloseable {
  /** Processes stay where they are. */
  static final ControlGroups NONE = new ControlGroups(Optional.empty());

  private static final String ENTER =
      "mkdir -p \"$0\" && echo $$ > \"$0/cgroup.procs\" && exec \"$@\"";

  /** Skips the test where there are none. */
  static ControlGroups make() throws IOException {
    Optional<Path> mounted = mounted();
    Requirement.that(
        mounted.isPresent() && "root".equals(System.getProperty("user.name")),
        "control groups of version 2: mount -t cgroup2 none /sys/fs/cgroup/unified, as root");
    return new ControlGroups(
        Optional.of(
            Files.createDirectory(
                mounted.orElseThrow().resolve("rolecall-" + ProcessHandle.current().pid()))));
  }

  /** Where they are mounted: the fifth field, and after a hyphen the type (proc(5), mountinfo). */
  private static Optional<Path> mounted() throws IOException {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return mounts
          .filter(line -> line.contains(" - cgroup2 "))
          .map(line -> Path.of(line.split(" ", -1)[4]))
          .findFirst();
    }
  }

  /** What the agent takes for the root. */
  String root() {
    return folder.map(Path::toString).orElse("/sys/fs/cgroup");
  }

  /** How a command line begins that is run in a group. */
  List<String> entered(String group) {
    return folder
        .map(root -> List.of("sh", "-c", ENTER, root.resolve(group).toString()))
        .orElse(List.of());
  }

  /** Removes all of it; nothing runs there any more. */
  @Override
  public void close() throws IOException {
    if (folder.isPresent()) {
      try (Stream<Path> groups = Files.walk(folder.get())) {
        for (Path group :
            groups.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(group);
        }
      }
    }
  }
}
