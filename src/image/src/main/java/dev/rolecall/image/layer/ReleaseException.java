package dev.rolecall.image.layer;

/** Why a release cannot be made: what failed, and what to do about it. */
public final class ReleaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param what failed, and why
   * @param remedy a sentence that says what to do
   */
  public ReleaseException(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
