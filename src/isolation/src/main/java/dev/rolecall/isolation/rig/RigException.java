package dev.rolecall.isolation.rig;

/** The rig cannot be built or used: says nothing about the attacks. */
public final class RigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RigException(String message) {
    super(message);
  }
}
