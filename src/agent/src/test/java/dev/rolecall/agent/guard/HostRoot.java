package dev.rolecall.agent.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A node's file system that has nothing but what the boot unit runs. */
record HostRoot(Path root) {
  HostRoot {
    try {
      copy(root, "/usr/sbin/nft");
      copy(root, "/bin/mkdir");
      Shell.run("ldd", "/usr/sbin/nft")
          .lines()
          .flatMap(line -> Stream.of(line.strip().split(" ")))
          .filter(word -> word.startsWith("/"))
          .forEach(library -> copy(root, library));
      Files.createDirectories(root.resolve("etc/systemd/system"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path root, String file) {
    Path to = root.resolve(file.substring(1));
    Shell.run("install", "-D", file, to.toString());
  }

  String path() {
    return root.toString();
  }

  List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }
}
