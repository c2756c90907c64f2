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
      "The namespaces that the account owns, by name. A namespace that two Accounts claim, by name or selector, belongs to neither.")
  @Size(max = 1000)
  private @Nullable List<@Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$") String> namespaces;

  @JsonPropertyDescription(
      "Labels of further namespaces that the account owns: whoever may label a namespace so gives it to the account. Labels under rolecall.dev/ cannot be named; system namespaces are never selected.")
  private @Nullable NamespaceSelector namespaceSelector;

  @JsonPropertyDescription(
      "Service control policies by level, the root of the organization first. An action needs an Allow at every level; without levels nothing is limited.")
  @Size(max = 7)
  private @Nullable List<Guardrail> guardrails;

  @JsonPropertyDescription(
      "A policy document that limits every role of the account, besides the role's own permissions boundary.")
  @SchemaFrom(type = OpenFields.class)
  private @Nullable Map<String, Object> permissionsBoundary;

  @JsonPropertyDescription(
      "What the account opens for its pods: ways to credentials besides tokens, and powers on their node; all is shut where it is left out.")
  private @Nullable PodWays pods;

  @JsonPropertyDescription(
      "How many objects the account may have. Of more than that the youngest are not in use.")
  private @Nullable AccountQuotas quotas;

  @JsonPropertyDescription(
      "Who may have a pod, an association or a task name a role of the account: Any (whoever may create it), or Granted (RBAC must grant them, or the pod's service account, the verb use on the IAMRole).")
  @Default("Any")
  @Pattern("^(Any|Granted)$")
  private @Nullable String roleUse;

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
    return elements(namespaces);
  }

  public void setNamespaces(@Nullable List<String> namespaces) {
    this.namespaces = namespaces;
  }

  public @Nullable NamespaceSelector getNamespaceSelector() {
    return namespaceSelector;
  }

  public void setNamespaceSelector(@Nullable NamespaceSelector namespaceSelector) {
    this.namespaceSelector = namespaceSelector;
  }

  /** Never null. */
  public List<Guardrail> getGuardrails() {
    return elements(guardrails);
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

  /** Never null: AWS's defaults where there are none. */
  public AccountQuotas getQuotas() {
    return quotas == null ? new AccountQuotas() : quotas;
  }

  public void setQuotas(@Nullable AccountQuotas quotas) {
    this.quotas = quotas;
  }

  /** {@code Any} or {@code Granted}. */
  public String getRoleUse() {
    return roleUse == null ? "Any" : roleUse;
  }

  public void setRoleUse(@Nullable String roleUse) {
    this.roleUse = roleUse;
  }

  public boolean isSuspended() {
    return Boolean.TRUE.equals(suspended);
  }

  public void setSuspended(@Nullable Boolean suspended) {
    this.suspended = suspended;
  }
}
