package dev.rolecall.sts.http;

/** Where the parts of an answer go. Any thread may use it. */
public interface AnswerSink {
  /**
   * Sends a part. Whoever sends waits for the last one to be taken: nothing piles up here.
   *
   * @param taken runs once there is room for more; never, where the reader does not read
   */
  void send(String part, Runnable taken);

  /** Ends the answer as it should end. */
  void end();

  /** Breaks it off with its connection, whatever was not read yet. */
  void cut();
}
