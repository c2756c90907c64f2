package dev.rolecall.cli.console;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * A failure as people are told of it: what failed, where, why, and what to do about it.
 *
 * <p>It ends the command with exit code 1; its stack trace is shown with {@code --verbose} only.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String why;
  private final String remedy;

  public Failure(String what, String where, String why, String remedy) {
    super(what);
    this.where = where;
    this.why = why;
    this.remedy = remedy;
  }

  /** The same, caused by an exception whose message is the reason. */
  public static Failure of(String what, String where, Exception cause, String remedy) {
    Failure failure = new Failure(what, where, reason(cause), remedy);
    failure.initCause(cause);
    return failure;
  }

  /** Names of exceptions say little to those who write no Java. */
  private static String reason(Exception cause) {
    String kind = cause.getClass().getSimpleName();
    String message = cause.getMessage();
    return switch (cause) {
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      case AccessDeniedException denied -> denied.getFile() + " may not be accessed by this user";
      case NotDirectoryException other -> other.getFile() + " is not a folder";
      case FileSystemException other when message != null -> message;
      default -> message == null ? kind : kind + ": " + message;
    };
  }

  /** The whole text; a reason of several lines is indented below its label. */
  public String report() {
    return "rolecall: "
        + getMessage()
        + line("where", where)
        + line("why", why)
        + line("what to do", remedy);
  }

  private static String line(String label, String text) {
    String joint = text.contains("\n") ? "\n    " : " ";
    return "\n  " + label + ":" + joint + text.strip().replace("\n", "\n    ");
  }
}
