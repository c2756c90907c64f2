package dev.rolecall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code rolecall} command. */
@Command(
    name = "rolecall",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Gives every workload its own AWS-style role: short-lived credentials, no stored keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      TokenCommand.class,
      SimulateCommand.class,
      ExplainCommand.class,
      LintCommand.class,
      ImportCommand.class,
      KeysCommand.class,
      RevokeCommand.class,
      ManifestCommand.class,
      BenchCommand.class,
      IsolationCommand.class,
      ReleaseCommand.class,
      AvailabilityCommand.class,
      TestCommand.class
    },
    footer = {
      "",
      "'rolecall COMMAND --help' shows a command's options with examples.",
      "Exit codes: 0 done, 1 failed, 2 wrong use."
    })
public final class Rolecall implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "With a failure, show the stack trace too.")
  private boolean verbose;

  public static void main(String[] arguments) {
    // The SDK logs through SLF4J; without a logger it would say so on standard error.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // JDKs from 24 on would print warnings of what the cluster client's Netty does with Unsafe.
    System.setProperty("io.netty.noUnsafe", "true");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = ProgramName.current().nameOf(new CommandLine(new Rolecall()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(110);
    line.registerConverter(java.time.Duration.class, new DurationConverter());
    line.setParameterExceptionHandler(Endings::wrongUse);
    line.setExecutionExceptionHandler(Endings::failed);
    return line;
  }

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
