package dev.rolecall.kube.resource.volume;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A file or folder of the node. */
public class HostPathVolume extends OpenFields {
  @JsonPropertyDescription("Its absolute path, without '..'.")
  @Required
  @Size(max = 4096)
  @Pattern("^/[^\\x{00}]*$")
  private @Nullable String path;

  @JsonPropertyDescription("What must be there, as Kubernetes calls it.")
  @Pattern("^(Directory|DirectoryOrCreate|File|FileOrCreate|Socket|CharDevice|BlockDevice)$")
  private @Nullable String type;

  public @Nullable String getPath() {
    return path;
  }

  public void setPath(@Nullable String path) {
    this.path = path;
  }

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }
}
