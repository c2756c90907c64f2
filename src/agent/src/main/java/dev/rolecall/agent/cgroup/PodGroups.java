package dev.rolecall.agent.cgroup;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The groups of pods in a tree of version 2, where the kernel's id of a group is the inode of its
 * folder (Linux, "Control Group v2"). Blocks while it looks.
 */
public final class PodGroups {
  /** A pod may make groups of its own where the runtime lets it. */
  private static final int MOST_LOOKED_AT = 4_096;

  private static final int DEEPEST = 16;

  private static final long NO_GROUP = 0;

  private final Path root;

  /** The kubelet's stay where they are. */
  private volatile List<Path> kubepods = List.of();

  /**
   * @param root where control groups are mounted
   */
  public PodGroups(Path root) {
    this.root = root;
  }

  /** Whether pods have groups of version 2 here. */
  public boolean exist() {
    if (kubepods.isEmpty()) {
      kubepods = KubeletGroups.find(root);
    }
    return !kubepods.isEmpty();
  }

  /** A pod's group; empty where there is none. */
  public Optional<Path> of(String uid) {
    return PodFolders.isId(uid) && exist() ? among(kubepods, uid) : Optional.empty();
  }

  private static Optional<Path> among(List<Path> kubepods, String uid) {
    return kubepods.stream()
        .flatMap(all -> PodFolders.below(all.getFileName().toString(), uid).map(all::resolve))
        .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }

  /**
   * Whether a group is this one or below it.
   *
   * @param id the kernel's
   */
  public static boolean isWithin(Path group, long id) {
    Search search = new Search(id);
    try {
      Files.walkFileTree(group, EnumSet.noneOf(FileVisitOption.class), DEEPEST, search);
    } catch (IOException e) {
      return false;
    }
    return search.found;
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final long id;
    private int looked;
    private boolean found;

    Search(long id) {
      this.id = id;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      found = id != NO_GROUP && id == inode(folder);
      return found || ++looked >= MOST_LOOKED_AT
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    private static long inode(Path folder) {
      try {
        return (Long) Files.getAttribute(folder, "unix:ino", LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        return NO_GROUP;
      }
    }

    /** Groups end while we look. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
