package dev.rolecall.agent.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the groups in which the kubelet has all pods. */
public final class KubeletGroups {
  private static final Pattern NAME =
      Pattern.compile("kubepods|([A-Za-z0-9_-]+-)?kubepods\\.slice");
  private static final int DEEPEST = 3;
  private static final int MOST = 16;

  private KubeletGroups() {}

  /**
   * Their folders. Only where all of the tree is version 2: beside version 1, pods may be in that
   * alone.
   *
   * @param root where control groups are mounted
   */
  public static List<Path> find(Path root) {
    List<Path> found = new ArrayList<>();
    if (isVersion2(root)) {
      search(root, 1, found);
    }
    return found.stream().sorted().limit(MOST).toList();
  }

  private static void search(Path folder, int depth, List<Path> found) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (NAME.matcher(child.getFileName().toString()).matches()) {
          found.add(child);
        } else if (depth < DEEPEST) {
          search(child, depth + 1, found);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It went while we looked; that of pods stays.
    }
  }

  /** Whether the folder is a group of version 2. */
  public static boolean isVersion2(Path folder) {
    return Files.exists(folder.resolve("cgroup.controllers"));
  }
}
