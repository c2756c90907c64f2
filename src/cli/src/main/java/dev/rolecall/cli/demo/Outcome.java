package dev.rolecall.cli.demo;

/**
 * What came of a step.
 *
 * @param why the reason as it was told on the wire; for {@code whoami} the caller's ARN
 * @param millis how long the step took, in the workload's process
 */
record Outcome(boolean allowed, String why, long millis) {
  String word() {
    return allowed ? Step.ALLOWED : Step.REFUSED;
  }
}
