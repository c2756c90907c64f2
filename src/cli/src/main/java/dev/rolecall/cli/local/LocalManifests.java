package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.revoke.FolderRoles;
import dev.rolecall.cli.revoke.RoleStore;
import dev.rolecall.cli.state.EmbeddedIssuer;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.kube.directory.FolderDirectories;
import dev.rolecall.kube.directory.ManifestException;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.policy.PolicyQuotas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Reads manifests before anything is started from them. */
public final class LocalManifests {
  private LocalManifests() {}

  /** The directories over the folder's manifests; a failure that lists every problem there is. */
  public static Directories read(Path folder, PolicyQuotas quotas, Clock clock) {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          "there is no folder of manifests",
          folder.toString(),
          "it is not there, or not a folder",
          "name one with --manifests; examples/quickstart is one to begin with");
    }
    ManifestFiles.of(folder);
    try {
      return FolderDirectories.load(
          List.of(folder), Reserved.issuers(Set.of(EmbeddedIssuer.URL)), quotas, clock);
    } catch (ManifestException e) {
      throw new Failure(
          "manifests cannot be used; nothing was started",
          folder.toString(),
          String.join("\n", e.problems()),
          "mend them and start again");
    }
  }

  /** The roles of the folder, all of whose manifests must be right. */
  public static RoleStore roles(Path folder, Clock clock) {
    read(folder, PolicyQuotas.OF_ACCEPTED, clock).close();
    return new FolderRoles(folder, ManifestFiles.of(folder));
  }
}
