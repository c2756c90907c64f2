package dev.rolecall.sts.limit;

/** Whether a call is looked at. */
public sealed interface Admission {
  record Admitted() implements Admission {}

  /**
   * Nothing of the call was verified.
   *
   * @param share that has nothing left
   */
  record Refused(Share share) implements Admission {}
}
