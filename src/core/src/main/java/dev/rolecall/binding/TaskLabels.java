package dev.rolecall.binding;

/**
 * Labels of a task's pod, by which agents tell the pod of its task. They are told, never believed:
 * a pod's author may set any.
 */
public final class TaskLabels {
  /** The Task's UID. */
  public static final String UID = "rolecall.dev/task-uid";

  /** The family of its definition, where that can be a label's value. */
  public static final String FAMILY = "rolecall.dev/task-family";

  /** The revision of its definition. */
  public static final String REVISION = "rolecall.dev/task-revision";

  private TaskLabels() {}
}
