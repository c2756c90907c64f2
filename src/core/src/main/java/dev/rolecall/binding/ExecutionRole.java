package dev.rolecall.binding;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import java.util.Optional;

/**
 * The role that the platform uses for a task. The operator writes it into an annotation of the
 * task's pod, and nothing inside of that pod gets the role, whoever names it and on whichever way.
 */
public final class ExecutionRole {
  /** The ARN of the pod's execution role. */
  public static final String ANNOTATION = "rolecall.dev/execution-role";

  private ExecutionRole() {}

  /** Why the workload must not have the role; empty where this is no matter of execution roles. */
  public static Optional<String> objection(Workload workload, RoleArn role) {
    String text = workload.podAnnotations().get(ANNOTATION);
    if (text == null) {
      return Optional.empty();
    }
    Optional<RoleArn> withheld = RoleArn.parse(text);
    if (withheld.isEmpty()) {
      return Optional.of("pod annotation " + ANNOTATION + " is no role's ARN: '" + text + "'");
    }
    return isSame(withheld.get(), role)
        ? Optional.of(
            "role %s is the execution role of task pod %s, whose containers never get it"
                .formatted(role, workload.pod()))
        : Optional.empty();
  }

  /** Names of roles are unique in an account whatever their case and path. */
  private static boolean isSame(RoleArn one, RoleArn other) {
    return one.account().equals(other.account()) && one.name().equalsIgnoreCase(other.name());
  }
}
