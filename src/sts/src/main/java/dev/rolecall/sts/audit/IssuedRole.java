package dev.rolecall.sts.audit;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;

/**
 * A role whose credentials a pod has.
 *
 * @param pod attested
 * @param namedBy what named the role
 */
record IssuedRole(Workload pod, RoleArn role, Naming namedBy) {
  /** What named a role. */
  enum Naming {
    /** What the pod, its association or its service account say: it is one role at a time. */
    BINDING,
    /** The pod's own request, as web identities do: it may wear several, in turns. */
    REQUEST
  }
}
