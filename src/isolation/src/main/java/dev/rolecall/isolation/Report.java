package dev.rolecall.isolation;

/** What is printed on standard output. */
interface Report {
  /** Called for each attack as it ends. */
  void add(Result result);

  /** Called at the end. */
  void end();
}
