package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an IAMRole says. */
public class IAMRoleSpec extends OpenFields {
  @JsonPropertyDescription(
      "The role's name in its account, unique there whatever its case; 1 to 64 of the characters A-Z a-z 0-9 _ + = , . @ - Defaults to the name of the object.")
  @Pattern(Forms.ROLE_NAME)
  private @Nullable String roleName;

  @JsonPropertyDescription("The path of the role's ARN; begins and ends with a slash.")
  @Default("/")
  @Size(min = 1, max = 512)
  @Pattern("^/([!-.0-~]+/)*$")
  private @Nullable String path;

  @JsonPropertyDescription("What the role is for.")
  @Size(max = 1000)
  @Pattern("^[\\t\\n\\r -~\\x{A1}-\\x{FF}]*$")
  private @Nullable String description;

  @JsonPropertyDescription(
      "Who may wear the role: a policy document with Principal and sts actions, without Resource.")
  @Required
  @SchemaFrom(type = OpenFields.class)
  private @Nullable Map<String, Object> trustPolicy;

  @JsonPropertyDescription("Inline policies: what the role may do.")
  @Size(max = 100)
  private @Nullable List<NamedPolicy> policies;

  @JsonPropertyDescription("Managed policies: names or ARNs of IAMPolicies of the same account.")
  @Size(max = 20)
  private @Nullable List<@Size(max = 2048) @Pattern(Forms.POLICY_REFERENCE) String> managedPolicies;

  @JsonPropertyDescription(
      "The name or ARN of the IAMPolicy of the same account that is the role's permissions boundary. A boundary that does not exist allows nothing.")
  @Size(max = 2048)
  @Pattern(Forms.POLICY_REFERENCE)
  private @Nullable String permissionsBoundary;

  @JsonPropertyDescription("The longest session that may be asked for, in seconds.")
  @Default("3600")
  @Min(3600)
  @Max(43200)
  private @Nullable Integer maxSessionDuration;

  @JsonPropertyDescription("Tags of the role; sessions have them as aws:PrincipalTag/<key>.")
  @Size(max = 50)
  private @Nullable List<Tag> tags;

  @JsonPropertyDescription(
      "Sessions that were issued before this instant (RFC 3339) are void at once.")
  private @Nullable String revokeSessionsIssuedBefore;

  public @Nullable String getRoleName() {
    return roleName;
  }

  public void setRoleName(@Nullable String roleName) {
    this.roleName = roleName;
  }

  public @Nullable String getPath() {
    return path;
  }

  public void setPath(@Nullable String path) {
    this.path = path;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public @Nullable Map<String, Object> getTrustPolicy() {
    return trustPolicy;
  }

  public void setTrustPolicy(@Nullable Map<String, Object> trustPolicy) {
    this.trustPolicy = trustPolicy;
  }

  /** Never null. */
  public List<NamedPolicy> getPolicies() {
    return elements(policies);
  }

  public void setPolicies(@Nullable List<NamedPolicy> policies) {
    this.policies = policies;
  }

  /** Never null. */
  public List<String> getManagedPolicies() {
    return elements(managedPolicies);
  }

  public void setManagedPolicies(@Nullable List<String> managedPolicies) {
    this.managedPolicies = managedPolicies;
  }

  public @Nullable String getPermissionsBoundary() {
    return permissionsBoundary;
  }

  public void setPermissionsBoundary(@Nullable String permissionsBoundary) {
    this.permissionsBoundary = permissionsBoundary;
  }

  public @Nullable Integer getMaxSessionDuration() {
    return maxSessionDuration;
  }

  public void setMaxSessionDuration(@Nullable Integer maxSessionDuration) {
    this.maxSessionDuration = maxSessionDuration;
  }

  /** Never null. */
  public List<Tag> getTags() {
    return elements(tags);
  }

  public void setTags(@Nullable List<Tag> tags) {
    this.tags = tags;
  }

  public @Nullable String getRevokeSessionsIssuedBefore() {
    return revokeSessionsIssuedBefore;
  }

  public void setRevokeSessionsIssuedBefore(@Nullable String revokeSessionsIssuedBefore) {
    this.revokeSessionsIssuedBefore = revokeSessionsIssuedBefore;
  }
}
