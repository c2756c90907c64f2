package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an Account says. */
public class AccountSpec extends OpenFields {
  @JsonPropertyDescription(
      "The 12-digit account id: unique in the cluster, and never changed. Write it in quotes, bare digits are a number in YAML.")
  @Required
  @Pattern("^[0-9]{12}$")
  private @Nullable String accountId;

  @JsonPropertyDescription(
      "The namespaces that the account owns. A namespace that two Accounts claim belongs to neither.")
  @Size(max = 1000)
  private @Nullable List<@Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$") String> namespaces;

  @JsonPropertyDescription(
      "Service control policies by level, the root of the organization first. An action needs an Allow at every level; without levels nothing is limited.")
  @Size(max = 7)
  private @Nullable List<Guardrail> guardrails;

  @JsonPropertyDescription(
      "A policy document that limits every role of the account, besides the role's own permissions boundary.")
  @SchemaFrom(type = OpenFields.class)
  private @Nullable Map<String, Object> permissionsBoundary;

  @JsonPropertyDescription(
      "Ways to credentials that the account opens for its pods, besides tokens; all are shut where it is left out.")
  private @Nullable PodWays pods;

  @JsonPropertyDescription(
      "While true, no credentials are issued for the account and no session of it is good.")
  @Default("false")
  private @Nullable Boolean suspended;

  public @Nullable String getAccountId() {
    return accountId;
  }

  public void setAccountId(@Nullable String accountId) {
    this.accountId = accountId;
  }

  /** Never null. */
  public List<String> getNamespaces() {
    return namespaces == null ? List.of() : namespaces;
  }

  public void setNamespaces(@Nullable List<String> namespaces) {
    this.namespaces = namespaces;
  }

  /** Never null. */
  public List<Guardrail> getGuardrails() {
    return guardrails == null ? List.of() : guardrails;
  }

  public void setGuardrails(@Nullable List<Guardrail> guardrails) {
    this.guardrails = guardrails;
  }

  public @Nullable Map<String, Object> getPermissionsBoundary() {
    return permissionsBoundary;
  }

  public void setPermissionsBoundary(@Nullable Map<String, Object> permissionsBoundary) {
    this.permissionsBoundary = permissionsBoundary;
  }

  public @Nullable PodWays getPods() {
    return pods;
  }

  public void setPods(@Nullable PodWays pods) {
    this.pods = pods;
  }

  public boolean isSuspended() {
    return Boolean.TRUE.equals(suspended);
  }

  public void setSuspended(@Nullable Boolean suspended) {
    this.suspended = suspended;
  }
}
