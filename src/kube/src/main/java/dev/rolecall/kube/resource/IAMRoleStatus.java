package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What is reported of a role. */
public class IAMRoleStatus extends ResourceStatus {
  @JsonPropertyDescription(
      "The role's ARN. It is computed from the spec; changing it here changes nothing.")
  private @Nullable String arn;

  @JsonPropertyDescription(
      "The role's stable unique id. A role that is deleted and made again has another one.")
  private @Nullable String roleId;

  public @Nullable String getArn() {
    return arn;
  }

  public void setArn(@Nullable String arn) {
    this.arn = arn;
  }

  public @Nullable String getRoleId() {
    return roleId;
  }

  public void setRoleId(@Nullable String roleId) {
    this.roleId = roleId;
  }
}
