package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import dev.rolecall.operator.injection.patch.PatchBuilder;
import dev.rolecall.operator.injection.plan.ProjectedToken;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Mounts the token in a container. */
final class TokenMount {
  /** Volumes in which no folder can be made for another mount. */
  private static final List<String> READ_ONLY =
      List.of("configMap", "secret", "downwardAPI", "projected");

  private final ProjectedToken token;
  private final JsonNode volumes;
  private final PatchBuilder patch;
  private final List<String> warnings;

  TokenMount(ProjectedToken token, JsonNode volumes, PatchBuilder patch, List<String> warnings) {
    this.token = token;
    this.volumes = volumes;
    this.patch = patch;
    this.warnings = warnings;
  }

  /**
   * @param added the variables that the container is given
   */
  void apply(String pointer, JsonNode container, Set<String> added) {
    JsonNode mounts = container.path("volumeMounts");
    String name = container.path("name").asText();
    for (JsonNode mount : mounts) {
      if (isAt(mount, token.mountPath())) {
        warnOfAnother(mount, name);
        return;
      }
    }
    // Mounted elsewhere by the pod's author: enough where he says where the token is, too.
    boolean told = added.stream().noneMatch(variable -> variable.endsWith("_TOKEN_FILE"));
    if (told && NamedElements.holds(mounts, token.volumeName())) {
      return;
    }
    warnOfMountAbove(mounts, name);
    patch.append(pointer + "/volumeMounts", mounts, List.of(token.mount()));
  }

  private void warnOfAnother(JsonNode mount, String container) {
    if (!mount.path("name").asText().equals(token.volumeName())) {
      warnings.add(
          "container '%s' mounts volume '%s' at %s, which is kept: its token must have the audience %s"
              .formatted(
                  container, mount.path("name").asText(), token.mountPath(), token.audience()));
    }
  }

  private void warnOfMountAbove(JsonNode mounts, String container) {
    for (JsonNode mount : mounts) {
      String path = mount.path("mountPath").asText();
      String folder = path.endsWith("/") ? path : path + "/";
      if (token.mountPath().startsWith(folder) && isReadOnly(mount)) {
        warnings.add(
            "container '%s' mounts the read-only volume '%s' at %s: the token's folder may not be made in it"
                .formatted(container, mount.path("name").asText(), path));
      }
    }
  }

  private boolean isReadOnly(JsonNode mount) {
    JsonNode volume = NamedElements.named(volumes, mount.path("name").asText());
    return mount.path("readOnly").asBoolean() || READ_ONLY.stream().anyMatch(volume::has);
  }

  private static boolean isAt(JsonNode mount, String path) {
    return Stream.of(path, path + "/").anyMatch(mount.path("mountPath").asText()::equals);
  }
}
