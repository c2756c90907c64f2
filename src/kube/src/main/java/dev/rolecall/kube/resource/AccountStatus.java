package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What is reported of an Account. */
public class AccountStatus extends ResourceStatus {
  @JsonPropertyDescription("How many namespaces belong to the account.")
  private @Nullable Integer namespaces;

  @JsonPropertyDescription("How many IAMRoles the account has.")
  private @Nullable Integer roles;

  @JsonPropertyDescription("How many IAMPolicies the account has.")
  private @Nullable Integer policies;

  @JsonPropertyDescription("How many OIDCProviders the account has.")
  private @Nullable Integer openIDConnectProviders;

  @JsonPropertyDescription("How many RoleAssociations the account has.")
  private @Nullable Integer podIdentityAssociations;

  @JsonPropertyDescription("How many InstanceProfiles name roles of the account.")
  private @Nullable Integer instanceProfiles;

  @JsonPropertyDescription(
      "Mebibytes of sts' memory that its resources in use take at most, as memoryQuota counts them.")
  private @Nullable Integer memory;

  public @Nullable Integer getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(@Nullable Integer namespaces) {
    this.namespaces = namespaces;
  }

  public @Nullable Integer getRoles() {
    return roles;
  }

  public void setRoles(@Nullable Integer roles) {
    this.roles = roles;
  }

  public @Nullable Integer getPolicies() {
    return policies;
  }

  public void setPolicies(@Nullable Integer policies) {
    this.policies = policies;
  }

  public @Nullable Integer getOpenIDConnectProviders() {
    return openIDConnectProviders;
  }

  public void setOpenIDConnectProviders(@Nullable Integer openIDConnectProviders) {
    this.openIDConnectProviders = openIDConnectProviders;
  }

  public @Nullable Integer getPodIdentityAssociations() {
    return podIdentityAssociations;
  }

  public void setPodIdentityAssociations(@Nullable Integer podIdentityAssociations) {
    this.podIdentityAssociations = podIdentityAssociations;
  }

  public @Nullable Integer getInstanceProfiles() {
    return instanceProfiles;
  }

  public void setInstanceProfiles(@Nullable Integer instanceProfiles) {
    this.instanceProfiles = instanceProfiles;
  }

  public @Nullable Integer getMemory() {
    return memory;
  }

  public void setMemory(@Nullable Integer memory) {
    this.memory = memory;
  }
}
