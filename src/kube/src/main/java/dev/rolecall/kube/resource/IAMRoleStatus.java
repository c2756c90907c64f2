package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is reported of a role. */
public class IAMRoleStatus extends ResourceStatus {
  @JsonPropertyDescription(
      "The role's ARN. It is computed from the spec; changing it here changes nothing.")
  private @Nullable String arn;

  @JsonPropertyDescription(
      "The role's stable unique id. A role that is deleted and made again has another one.")
  private @Nullable String roleId;

  @JsonPropertyDescription(
      "When and where the role was used last, as far as is known; missing for a role that was not used.")
  private @Nullable RoleLastUsed lastUsed;

  @JsonPropertyDescription("How many RoleAssociations of the account name the role.")
  private @Nullable Integer associations;

  @JsonPropertyDescription("InstanceProfiles that name the role; ten at most.")
  private @Nullable List<String> instanceProfiles;

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

  public @Nullable RoleLastUsed getLastUsed() {
    return lastUsed;
  }

  public void setLastUsed(@Nullable RoleLastUsed lastUsed) {
    this.lastUsed = lastUsed;
  }

  public @Nullable Integer getAssociations() {
    return associations;
  }

  public void setAssociations(@Nullable Integer associations) {
    this.associations = associations;
  }

  /** Never null. */
  public List<String> getInstanceProfiles() {
    return instanceProfiles == null ? List.of() : instanceProfiles;
  }

  public void setInstanceProfiles(@Nullable List<String> instanceProfiles) {
    this.instanceProfiles = instanceProfiles;
  }
}
