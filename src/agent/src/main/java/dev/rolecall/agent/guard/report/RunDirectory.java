package dev.rolecall.agent.guard.report;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder by which the guard tells the agent's server what it knows. Only root writes there, but
 * for the folder {@code server}, which is the server's own.
 */
public final class RunDirectory {
  /** What interfaces are whose. */
  public static final String INTERFACES = "interfaces.json";

  /** The guard's metrics. */
  public static final String COUNTERS = "counters.json";

  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
  private static final FileAttribute<Set<PosixFilePermission>> OF_SERVER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String SERVER = "server";
  private static final int SERVER_ID = 65532;
  private static final long LARGEST = 16 << 20;

  private final Path folder;

  public RunDirectory(Path folder) {
    this.folder = folder;
  }

  /** Makes it, and the server's folder where the guard may give folders away. */
  public void create() throws IOException {
    Files.createDirectories(folder, FOLDER);
    Path own = folder.resolve(SERVER);
    if (Files.notExists(own)) {
      Files.createDirectory(own, OF_SERVER);
      try {
        Files.setAttribute(own, "unix:gid", SERVER_ID);
        Files.setAttribute(own, "unix:uid", SERVER_ID);
      } catch (IOException e) {
        // Without CAP_CHOWN: whoever deploys the agent makes the folder, or the server does
        // without.
        Files.delete(own);
      }
    }
  }

  /** Replaces a file at once: readers see the old one or the new one. */
  void write(String name, Map<String, ?> members) throws IOException {
    Path next = folder.resolve("." + name + ".next");
    Files.writeString(next, Json.write(members) + "\n");
    Files.setPosixFilePermissions(next, READABLE);
    Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a file of an earlier run says; empty where it is not there or broken. */
  Optional<JsonValue> read(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.size(file) > LARGEST
          ? Optional.empty()
          : Optional.of(Json.parse(Files.readString(file)));
    } catch (IOException | JsonException e) {
      return Optional.empty();
    }
  }

  /** Removes the guard's files; the paths of those that were there. */
  public List<String> removeFiles() throws IOException {
    List<String> removed = new java.util.ArrayList<>();
    for (String name : List.of(INTERFACES, COUNTERS)) {
      Path file = folder.resolve(name);
      if (Files.deleteIfExists(file)) {
        removed.add(file.toString());
      }
    }
    return removed;
  }
}
