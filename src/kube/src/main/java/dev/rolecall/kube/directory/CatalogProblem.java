package dev.rolecall.kube.directory;

/**
 * What keeps a resource from meaning what it says.
 *
 * @param kind the resource's kind, {@code IAMRole}
 * @param namespace empty for an Account and an InstanceProfile
 * @param reason the cause for machines: a word in CamelCase, as conditions have it
 * @param message the cause and a way out, for people
 */
public record CatalogProblem(
    String kind, String namespace, String name, Reason reason, String message) {
  /** The causes; {@link #toString()} is the reason of the condition. */
  public enum Reason {
    INVALID_SPEC("InvalidSpec", true),
    NO_ACCOUNT("NoAccount", true),
    DUPLICATE_ACCOUNT_ID("DuplicateAccountId", true),
    NAMESPACE_CLAIMED_TWICE("NamespaceClaimedTwice", false),
    SYSTEM_NAMESPACE("SystemNamespace", false),
    QUOTA_EXCEEDED("QuotaExceeded", true),
    DUPLICATE_NAME("DuplicateName", true),
    DUPLICATE_SELECTOR("DuplicateNodeSelector", true),
    DUPLICATE_ISSUER("DuplicateIssuer", true),
    RESERVED_ISSUER("ReservedIssuer", true),
    POLICY_NOT_FOUND("ManagedPolicyNotFound", false),
    POLICY_UNREADABLE("ManagedPolicyUnreadable", false),
    BOUNDARY_NOT_FOUND("PermissionsBoundaryNotFound", false),
    BOUNDARY_UNREADABLE("PermissionsBoundaryUnreadable", false),
    ROLE_NOT_FOUND("RoleNotFound", false),
    TARGET_ROLE_NOT_FOUND("TargetRoleNotFound", false),
    TRUSTED_ROLE_NOT_FOUND("TrustedRoleNotFound", false),
    TRUSTED_ROLE_NOT_HELD("TrustedRoleNotHeld", false),
    TRUSTED_ROLE_REPLACED("TrustedRoleReplaced", false),
    TRUSTED_ROLES_UNREADABLE("TrustedRolesUnreadable", false);

    private final String word;
    private final boolean unused;

    Reason(String word, boolean unused) {
      this.word = word;
      this.unused = unused;
    }

    /** Whether the resource is not used at all; else it is used as far as it goes. */
    public boolean unused() {
      return unused;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
