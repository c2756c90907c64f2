package dev.rolecall.availability;

import java.io.PrintStream;

/** What is printed on standard output. */
interface Report {
  /** Called for each fault once all is well again. */
  void add(Result result);

  /** Called at the end. */
  void end();

  /** The one of a format. */
  static Report of(Options.Format format, PrintStream out) {
    return switch (format) {
      case TABLE -> new TableReport(out);
      case JSON -> new JsonReport(out);
    };
  }
}
