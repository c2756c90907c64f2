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

/** What a RoleAssociation says. */
public class RoleAssociationSpec extends OpenFields {
  @JsonPropertyDescription(
      "Names of service accounts of this namespace, perhaps with the wildcards * and ?; one must match.")
  @Required
  @Size(min = 1, max = 100)
  private @Nullable List<@Pattern("^[a-z0-9*?]([a-z0-9.*?-]{0,251}[a-z0-9*?])?$") String>
      serviceAccounts;

  @JsonPropertyDescription("Which of their pods; all where it is left out.")
  private @Nullable PodSelector podSelector;

  @JsonPropertyDescription(
      "The role's name in the account of this namespace, or its ARN. Left out, the association only adds tags and a session policy. It names the role; the role's trust policy decides.")
  @Size(max = 2048)
  @Pattern(Forms.ROLE_REFERENCE)
  private @Nullable String role;

  @JsonPropertyDescription(
      "Of several associations that match a workload and name a role, those of the highest priority decide, 0 where it is left out. If they name different roles, the workload has none.")
  @Min(-1000000)
  @Max(1000000)
  private @Nullable Integer priority;

  @JsonPropertyDescription(
      "The ARN of a role, mostly another account's, that the session of role goes on to assume: the workloads get a session of this one, an hour at most. Both roles' policies decide.")
  @Size(max = 2048)
  @Pattern(Forms.ROLE_ARN)
  private @Nullable String targetRole;

  @JsonPropertyDescription(
      "Whether sessions are without the tags that sts attests (kubernetes-namespace and the like).")
  @Default("false")
  private @Nullable Boolean disableSessionTags;

  @JsonPropertyDescription("Session tags that the workloads get.")
  @Size(max = 44)
  private @Nullable List<SessionTag> tags;

  @JsonPropertyDescription(
      "A policy document that limits the sessions of the workloads, whoever named their role.")
  @SchemaFrom(type = OpenFields.class)
  private @Nullable Map<String, Object> sessionPolicy;

  /** Never null. */
  public List<String> getServiceAccounts() {
    return elements(serviceAccounts);
  }

  public void setServiceAccounts(@Nullable List<String> serviceAccounts) {
    this.serviceAccounts = serviceAccounts;
  }

  public @Nullable PodSelector getPodSelector() {
    return podSelector;
  }

  public void setPodSelector(@Nullable PodSelector podSelector) {
    this.podSelector = podSelector;
  }

  public @Nullable String getRole() {
    return role;
  }

  public void setRole(@Nullable String role) {
    this.role = role;
  }

  /** 0 where it is left out. */
  public int getPriority() {
    return priority == null ? 0 : priority;
  }

  public void setPriority(@Nullable Integer priority) {
    this.priority = priority;
  }

  public @Nullable String getTargetRole() {
    return targetRole;
  }

  public void setTargetRole(@Nullable String targetRole) {
    this.targetRole = targetRole;
  }

  public boolean isDisableSessionTags() {
    return Boolean.TRUE.equals(disableSessionTags);
  }

  public void setDisableSessionTags(@Nullable Boolean disableSessionTags) {
    this.disableSessionTags = disableSessionTags;
  }

  /** Never null. */
  public List<SessionTag> getTags() {
    return elements(tags);
  }

  public void setTags(@Nullable List<SessionTag> tags) {
    this.tags = tags;
  }

  public @Nullable Map<String, Object> getSessionPolicy() {
    return sessionPolicy;
  }

  public void setSessionPolicy(@Nullable Map<String, Object> sessionPolicy) {
    this.sessionPolicy = sessionPolicy;
  }
}
