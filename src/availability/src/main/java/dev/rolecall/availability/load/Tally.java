package dev.rolecall.availability.load;

/**
 * What SDKs saw in a time.
 *
 * @param begun calls for credentials by processes that had none
 * @param begunFailed of them failures
 * @param held calls for credentials by processes that held some
 * @param heldFailed of them failures
 * @param used calls of a service with what was held
 * @param usedAway of them those that were not answered
 * @param wrong answers: another's, or a no to what had been given out
 * @param lastFailure when the last failure ended, in milliseconds since 1970; the beginning where
 *     there was none
 */
public record Tally(
    int begun,
    int begunFailed,
    int held,
    int heldFailed,
    int used,
    int usedAway,
    int wrong,
    long lastFailure) {
  /** With another's wrong answers added. */
  public Tally plusWrong(Tally other) {
    return new Tally(
        begun, begunFailed, held, heldFailed, used, usedAway, wrong + other.wrong, lastFailure);
  }

  /** All calls. */
  public int requests() {
    return begun + held + used;
  }
}
