package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * How many objects an account may have: the names of IAM's {@code GetAccountSummary} and of the
 * quotas of IAM and EKS, and AWS's defaults.
 */
public class AccountQuotas extends OpenFields {
  @JsonPropertyDescription("IAMRoles; 1000 where it is left out.")
  @Min(0)
  @Max(100000)
  private @Nullable Integer rolesQuota;

  @JsonPropertyDescription("IAMPolicies; 1500 where it is left out.")
  @Min(0)
  @Max(100000)
  private @Nullable Integer policiesQuota;

  @JsonPropertyDescription("Managed policies of one IAMRole; 10 where it is left out.")
  @Min(0)
  @Max(20)
  private @Nullable Integer attachedPoliciesPerRoleQuota;

  @JsonPropertyDescription("OIDCProviders; 100 where it is left out.")
  @Min(0)
  @Max(10000)
  private @Nullable Integer openIDConnectProvidersQuota;

  @JsonPropertyDescription("RoleAssociations; 5000 where it is left out.")
  @Min(0)
  @Max(100000)
  private @Nullable Integer podIdentityAssociationsQuota;

  @JsonPropertyDescription("InstanceProfiles of its roles; 1000 where it is left out.")
  @Min(0)
  @Max(100000)
  private @Nullable Integer instanceProfilesQuota;

  @JsonPropertyDescription(
      "Memory of each replica of sts that IAMRoles, IAMPolicies, OIDCProviders, RoleAssociations and InstanceProfiles take together, in mebibytes, estimated from their text; 128 where it is left out, or an eighth of rolesQuota if that is more.")
  @Min(0)
  @Max(100000)
  private @Nullable Integer memoryQuota;

  public int getRolesQuota() {
    return rolesQuota == null ? 1000 : rolesQuota;
  }

  public void setRolesQuota(@Nullable Integer rolesQuota) {
    this.rolesQuota = rolesQuota;
  }

  public int getPoliciesQuota() {
    return policiesQuota == null ? 1500 : policiesQuota;
  }

  public void setPoliciesQuota(@Nullable Integer policiesQuota) {
    this.policiesQuota = policiesQuota;
  }

  public int getAttachedPoliciesPerRoleQuota() {
    return attachedPoliciesPerRoleQuota == null ? 10 : attachedPoliciesPerRoleQuota;
  }

  public void setAttachedPoliciesPerRoleQuota(@Nullable Integer attachedPoliciesPerRoleQuota) {
    this.attachedPoliciesPerRoleQuota = attachedPoliciesPerRoleQuota;
  }

  public int getOpenIDConnectProvidersQuota() {
    return openIDConnectProvidersQuota == null ? 100 : openIDConnectProvidersQuota;
  }

  public void setOpenIDConnectProvidersQuota(@Nullable Integer openIDConnectProvidersQuota) {
    this.openIDConnectProvidersQuota = openIDConnectProvidersQuota;
  }

  public int getInstanceProfilesQuota() {
    return instanceProfilesQuota == null ? 1000 : instanceProfilesQuota;
  }

  public void setInstanceProfilesQuota(@Nullable Integer instanceProfilesQuota) {
    this.instanceProfilesQuota = instanceProfilesQuota;
  }

  /** In mebibytes. */
  public int getMemoryQuota() {
    return memoryQuota == null ? Math.max(128, getRolesQuota() / 8) : memoryQuota;
  }

  public void setMemoryQuota(@Nullable Integer memoryQuota) {
    this.memoryQuota = memoryQuota;
  }

  public int getPodIdentityAssociationsQuota() {
    return podIdentityAssociationsQuota == null ? 5000 : podIdentityAssociationsQuota;
  }

  public void setPodIdentityAssociationsQuota(@Nullable Integer podIdentityAssociationsQuota) {
    this.podIdentityAssociationsQuota = podIdentityAssociationsQuota;
  }
}
