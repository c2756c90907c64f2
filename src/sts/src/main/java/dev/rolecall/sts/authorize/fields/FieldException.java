package dev.rolecall.sts.authorize.fields;

/** A text that cannot be read as it must be; the message says where, why and the way out. */
public final class FieldException extends Exception {
  private static final long serialVersionUID = 1L;

  public FieldException(String message) {
    super(message, null, false, false);
  }
}
