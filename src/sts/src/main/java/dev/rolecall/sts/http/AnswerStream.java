package dev.rolecall.sts.http;

/** What comes after an answer's head, part by part, for as long as its connection lasts. */
public interface AnswerStream {
  /** The head is on its way. */
  void opened(AnswerSink sink);

  /** Nobody hears anything any more, or ever did; it may be told more than once. */
  void closed();
}
