package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** When and where a role was used last (IAM API reference, {@code RoleLastUsed}). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RoleLastUsed {
  @JsonPropertyDescription(
      "When a session of the role was last issued, or signed a request that Rolecall saw. It is behind by up to an hour,"
          + " or what the operator is told to let it be.")
  private @Nullable String time;

  @JsonPropertyDescription("The region of the sts that saw it.")
  private @Nullable String region;

  public @Nullable String getTime() {
    return time;
  }

  public void setTime(@Nullable String time) {
    this.time = time;
  }

  public @Nullable String getRegion() {
    return region;
  }

  public void setRegion(@Nullable String region) {
    this.region = region;
  }
}
