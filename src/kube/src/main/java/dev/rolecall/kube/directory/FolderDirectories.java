package dev.rolecall.kube.directory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

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
   * @param ownIssuers the cluster's issuer and sts's own: no OIDCProvider may declare them
   * @throws ManifestException where any manifest is not right: every problem of every file, with
   *     file, line and field
   */
  public static Directories load(List<Path> folders, Set<String> ownIssuers, Clock clock)
      throws ManifestException {
    throw new UnsupportedOperationException("kube helper " + folders + ownIssuers + clock);
  }
}
