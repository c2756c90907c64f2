package dev.rolecall.binding;

import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.Workload;

/**
 * Says which role a workload asks for, first found wins: pod annotation {@code rolecall.dev/role},
 * a RoleAssociation, service account annotation {@code rolecall.dev/role}, service account
 * annotation {@code eks.amazonaws.com/role-arn}. The name is a request, not a grant.
 */
public final class RoleBinding {
  /** A role's name in the workload's account, or an ARN. */
  public static final String ROLE_ANNOTATION = "rolecall.dev/role";

  public static final String EKS_ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

  private final ResourceDirectory resources;

  public RoleBinding(ResourceDirectory resources) {
    this.resources = resources;
  }

  public Binding resolve(Workload workload) {
    throw new UnsupportedOperationException("binding " + resources + workload);
  }
}
