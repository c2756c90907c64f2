package dev.rolecall.sts.authorize;

/** A question that cannot be read; the message says where and why. */
final class QuestionException extends Exception {
  private static final long serialVersionUID = 1L;

  QuestionException(String message) {
    super(message, null, false, false);
  }
}
