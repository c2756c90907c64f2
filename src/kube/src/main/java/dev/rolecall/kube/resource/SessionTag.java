package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A tag of sessions. */
public class SessionTag extends OpenFields {
  @JsonPropertyDescription(
      "The tag's key, 1 to 128 characters; keys differ by more than case, and none begins with aws:")
  @Required
  @Size(min = 1, max = 128)
  @Pattern("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$")
  private @Nullable String key;

  @JsonPropertyDescription(
      "The tag's value, up to 256 characters, in which ${kubernetes.namespace}, ${kubernetes.serviceAccount}, ${kubernetes.podName}, ${kubernetes.podUid}, ${kubernetes.nodeName}, ${cluster.name} and ${account.id} stand for what is attested of the workload.")
  @Required
  @Size(max = 512)
  private @Nullable String value;

  public @Nullable String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key;
  }

  public @Nullable String getValue() {
    return value;
  }

  public void setValue(@Nullable String value) {
    this.value = value;
  }
}
