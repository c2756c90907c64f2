package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How commands end that do not end well. */
final class Endings {
  private Endings() {}

  /** Wrong use: exit code 2 and one line. */
  static int wrongUse(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter errors = command.getErr();
    errors.println(
        name
            + ": "
            + String.valueOf(wrong.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ")
            + " (see: "
            + name
            + " --help)");
    return ExitCode.USAGE;
  }

  /** What a failure says to people. */
  static String report(Failure failure) {
    return ProgramName.current().in(failure.report());
  }

  /** A failure: exit code 1 and its report; the stack trace only where it was asked for. */
  static int failed(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter errors = command.getErr();
    Failure failure =
        thrown instanceof Failure known
            ? known
            : Failure.of(
                "something went wrong that should not have",
                command.getCommandSpec().qualifiedName(),
                thrown,
                "run it again with --verbose, and please report what it prints");
    errors.println(report(failure));
    Object root = command.getCommandSpec().root().userObject();
    if (root instanceof Rolecall rolecall && rolecall.verbose()) {
      thrown.printStackTrace(errors);
    }
    errors.flush();
    return ExitCode.SOFTWARE;
  }
}
