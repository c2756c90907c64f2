package dev.rolecall.policy.lint;

/**
 * What is known of a code.
 *
 * @param severity of its findings; of what is not checked, Access Analyzer's
 * @param summary what it looks for, or why it is not checked
 */
public record Check(String code, Severity severity, Status status, String summary) {
  /** Who looks for it. */
  public enum Status {
    /** A rule of the lint, on documents that can be read and on parts of others. */
    CHECKED,
    /** The reader: a document that has it is no policy. */
    REFUSED,
    /** Nobody: it takes a catalogue of what services have. */
    NEEDS_CATALOGUE,
    /** Nobody: AWS has given it up. */
    OBSOLETE
  }
}
