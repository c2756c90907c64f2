package dev.rolecall.kube.directory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Directories over folders of YAML manifests: Rolecall's kinds, and Pods, ServiceAccounts and
 * Namespaces as workloads.
 */
public final class FolderDirectories {
  private FolderDirectories() {}

  /**
   * Reads all {@code *.yaml}, {@code *.yml} and {@code *.json} files of the folders, subfolders
   * too.
   *
   * @throws ManifestException where any manifest is not right: every problem of every file, with
   *     file, line and field
   */
  public static Directories load(List<Path> folders, Clock clock) throws ManifestException {
    throw new UnsupportedOperationException("kube helper " + folders + clock);
  }
}
