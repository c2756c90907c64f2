package dev.rolecall.operator.task;

/**
 * Why a task stops, in ECS's words.
 *
 * @param reason a sentence
 */
record End(Code code, String reason) {
  /** ECS's stop codes, as far as they can come up here. */
  enum Code {
    TASK_FAILED_TO_START("TaskFailedToStart"),
    ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited"),
    USER_INITIATED("UserInitiated"),
    TERMINATION_NOTICE("TerminationNotice");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private static final int LONGEST = 1024;

  End {
    reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
  }
}
