package dev.rolecall.sts;

import dev.rolecall.kube.directory.Directories;
import dev.rolecall.kube.directory.FolderDirectories;
import dev.rolecall.kube.directory.ManifestException;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sts.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The embedded default: folders of manifests and an issuer of its own, all read at the start. */
final class EmbeddedBackend implements Backend {
  /** What a cluster's issuer is called by default, so that manifests work unchanged on one. */
  static final String DEFAULT_ISSUER = "https://kubernetes.default.svc.cluster.local";

  private static final String MANIFESTS = "rolecall.embedded.manifests";
  private static final String STATE = "rolecall.embedded.state";

  private final EmbeddedIssuer issuer;
  private final Directories directories;
  private final Endpoints endpoints;

  private EmbeddedBackend(EmbeddedIssuer issuer, Directories directories, Endpoints endpoints) {
    this.issuer = issuer;
    this.directories = directories;
    this.endpoints = endpoints;
  }

  static EmbeddedBackend start(StsConfig config, Surroundings around, Settings settings) {
    Path state = state(config);
    EmbeddedIssuer issuer =
        issuer(config.cluster().issuer().orElse(DEFAULT_ISSUER), state.resolve("issuer.json"));
    Directories directories =
        directories(
            folders(config, state),
            around.reserved(issuer.issuer(), Set.of()),
            settings.quotas(),
            around.clock());
    return new EmbeddedBackend(
        issuer, directories, Endpoints.over(directories, issuer, around, settings));
  }

  static Path state(StsConfig config) {
    return config
        .embedded()
        .state()
        .filter(Files::isDirectory)
        .orElseThrow(() ->
            new StartException(
                STATE,
                config
                    .embedded()
                    .state()
                    .map(folder -> "there is no folder " + folder)
                    .orElse("is needed together with " + MANIFESTS)));
  }

  EmbeddedIssuer issuer() {
    return issuer;
  }

  @Override
  public Optional<Endpoints> endpoints() {
    return Optional.of(endpoints).filter(loaded -> directories.ready());
  }

  @Override
  public void close() {
    endpoints.close();
    directories.close();
  }

  private static EmbeddedIssuer issuer(String name, Path file) {
    try {
      return EmbeddedIssuer.of(name, Files.readString(file));
    } catch (IOException e) {
      throw new StartException(STATE, "the file " + file + " cannot be read");
    } catch (IllegalArgumentException e) {
      throw new StartException(STATE, "the file " + file + ": " + e.getMessage());
    }
  }

  /** The configured folders and the state's own manifests: the agent's pod is one of them. */
  private static List<Path> folders(StsConfig config, Path state) {
    List<Path> folders = new ArrayList<>(config.embedded().manifests().orElse(List.of()));
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new StartException(MANIFESTS, "there is no folder " + folder);
      }
    }
    Path system = state.resolve("system").toAbsolutePath().normalize();
    boolean named =
        folders.stream().anyMatch(folder -> system.startsWith(folder.toAbsolutePath().normalize()));
    if (Files.isDirectory(system) && !named) {
      folders.add(system);
    }
    return folders;
  }

  private static Directories directories(
      List<Path> folders, Reserved reserved, PolicyQuotas quotas, Clock clock) {
    try {
      return FolderDirectories.load(folders, reserved, quotas, clock);
    } catch (ManifestException e) {
      throw new StartException(
          e.problems().stream().map(problem -> MANIFESTS + ": " + problem).toList());
    }
  }
}
