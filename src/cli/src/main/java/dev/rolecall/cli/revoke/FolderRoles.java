package dev.rolecall.cli.revoke;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles of a folder of manifests that was found right before. */
public final class FolderRoles implements RoleStore {
  private final Path folder;
  private final List<Path> files;

  /**
   * @param files those of the folder that are manifests
   */
  public FolderRoles(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = List.copyOf(files);
  }

  @Override
  public List<KnownRole> roles() {
    Map<String, AccountId> owners = new HashMap<>();
    List<RoleManifest> roles = new ArrayList<>();
    for (Path file : files) {
      ManifestText text = read(file);
      text.accounts().forEach(owners::put);
      roles.addAll(text.roles());
    }
    return roles.stream().map(role -> known(role, owners)).toList();
  }

  private static KnownRole known(RoleManifest role, Map<String, AccountId> owners) {
    return new KnownRole(
        role.namespace(),
        role.name(),
        Optional.ofNullable(owners.get(role.namespace()))
            .map(account -> new RoleArn(account, role.path(), role.roleName())),
        role.revokedBefore());
  }

  @Override
  public void revoke(KnownRole role, Instant before) {
    for (Path file : files) {
      ManifestText text = read(file);
      Optional<RoleManifest> found =
          text.roles().stream()
              .filter(manifest ->
                  manifest.namespace().equals(role.namespace())
                      && manifest.name().equals(role.name()))
              .findFirst();
      if (found.isPresent()) {
        write(
            file, text.revoked(found.get(), before).orElseThrow(() -> byHand(file, role, before)));
        return;
      }
    }
  }

  private static Failure byHand(Path file, KnownRole role, Instant before) {
    return new Failure(
        "the sessions of " + role + " were not revoked",
        file.toString(),
        "the manifest is written in a way that cannot be edited by a program",
        "write below its spec:  revokeSessionsIssuedBefore: \"" + before + "\"");
  }

  private static ManifestText read(Path file) {
    try {
      return ManifestText.parse(file.toString().endsWith(".json"), Files.readString(file));
    } catch (IOException | JsonException e) {
      throw Failure.of("cannot read a manifest", file.toString(), e, "see that it is readable");
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Failure.of("cannot write a manifest", file.toString(), e, "see that it is writable");
    }
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public String effect() {
    return "Start what runs on this folder again: it reads the manifests at its start.";
  }
}
