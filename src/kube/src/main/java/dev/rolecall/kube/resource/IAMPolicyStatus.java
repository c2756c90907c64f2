package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is reported of a managed policy. */
public class IAMPolicyStatus extends ResourceStatus {
  @JsonPropertyDescription(
      "The ARN of the policy. It is computed from the spec; changing it here changes nothing.")
  private @Nullable String arn;

  @JsonPropertyDescription("How many roles have the policy among their managed policies.")
  private @Nullable Integer attachmentCount;

  @JsonPropertyDescription("How many roles have the policy as their permissions boundary.")
  private @Nullable Integer permissionsBoundaryUsageCount;

  @JsonPropertyDescription("Some of these roles, as namespace/name; ten at most.")
  private @Nullable List<String> roles;

  public @Nullable String getArn() {
    return arn;
  }

  public void setArn(@Nullable String arn) {
    this.arn = arn;
  }

  public @Nullable Integer getAttachmentCount() {
    return attachmentCount;
  }

  public void setAttachmentCount(@Nullable Integer attachmentCount) {
    this.attachmentCount = attachmentCount;
  }

  public @Nullable Integer getPermissionsBoundaryUsageCount() {
    return permissionsBoundaryUsageCount;
  }

  public void setPermissionsBoundaryUsageCount(@Nullable Integer permissionsBoundaryUsageCount) {
    this.permissionsBoundaryUsageCount = permissionsBoundaryUsageCount;
  }

  /** Never null. */
  public List<String> getRoles() {
    return roles == null ? List.of() : roles;
  }

  public void setRoles(@Nullable List<String> roles) {
    this.roles = roles;
  }
}
