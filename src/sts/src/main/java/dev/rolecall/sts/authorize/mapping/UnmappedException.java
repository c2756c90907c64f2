package dev.rolecall.sts.authorize.mapping;

/** A request that no operation is known for, or that two programs could read differently. */
public final class UnmappedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason a sentence without an end for the caller and the audit event
   */
  public UnmappedException(String reason) {
    super(reason, null, false, false);
  }
}
