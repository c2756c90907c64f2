package dev.rolecall.agent.guard.boot;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files below the node's root, by the paths that they have on the node. */
final class HostFiles {
  private final Path root;
  private final List<String> done = new ArrayList<>();

  HostFiles(Path root) {
    this.root = root;
  }

  /** Sentences about what was changed. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** Where a path of the node is here. */
  Path at(String path) throws IOException {
    Path here = root.resolve(path.substring(1));
    Path parent = Optional.ofNullable(here.getParent()).orElse(root);
    for (Path up = parent;
        up.startsWith(root);
        up = Optional.ofNullable(up.getParent()).orElse(root)) {
      if (Files.exists(up)) {
        // A symbolic link of the node's would lead to a file of this container.
        if (!up.toRealPath().startsWith(root.toRealPath())) {
          throw new IOException(path + " leads out of " + root);
        }
        return here;
      }
      if (up.equals(root)) {
        break;
      }
    }
    throw new IOException(root + " is not there");
  }

  /** The first of these that there is. */
  Optional<String> firstOf(List<String> paths) {
    return paths.stream().filter(path -> Files.exists(root.resolve(path.substring(1)))).findFirst();
  }

  void write(String path, String content) throws IOException {
    Path file = at(path);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.readString(file).equals(content)) {
      return;
    }
    Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(root));
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.writeString(next, content);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.delete(next);
      throw e;
    }
    done.add("Wrote " + path + ".");
  }

  void link(String path, String target) throws IOException {
    Path link = at(path);
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().equals(target)) {
      return;
    }
    Files.createDirectories(Optional.ofNullable(link.getParent()).orElse(root));
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of(target));
    done.add("Linked " + path + ".");
  }

  void remove(String path) throws IOException {
    if (Files.deleteIfExists(at(path))) {
      done.add("Removed " + path + ".");
    }
  }
}
