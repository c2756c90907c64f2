package dev.rolecall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolecall import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Turns what other systems have into Rolecall's manifests.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ImportTaskDefinitionCommand.class,
    footer = {
      "",
      "Examples:",
      "  ./rolecall import ecs-task-definition task.json --namespace web | kubectl apply -f -"
    })
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to import: ecs-task-definition");
  }
}
