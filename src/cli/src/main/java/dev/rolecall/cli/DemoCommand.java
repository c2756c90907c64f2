package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.console.Style;
import dev.rolecall.cli.demo.Demo;
import dev.rolecall.cli.local.Children;
import dev.rolecall.cli.local.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolecall demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Two tenants, a protected service, and a table of who was let do what, and why.",
      "Starts sts and sidecars on free loopback ports from examples/quickstart, and a workload of each tenant with the AWS SDK for Java. Ends by itself; exit code 0 only if every line is as the example's demo.jsonl says it must be."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall demo",
      "  # change a policy in a copy, and that row changes",
      "  cp -r examples/quickstart my-example",
      "  ./rolecall demo --example my-example"
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--example",
      paramLabel = "DIR",
      description = "Folder of manifests with a demo.jsonl (default: examples/quickstart).")
  private Optional<Path> example = Optional.empty();

  @Option(names = "--keep", description = "Keep the temporary state folder, with all logs.")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.current();
    Path folder = example.orElseGet(installation::quickstart);
    PrintWriter out = spec.commandLine().getOut();
    boolean colours = Style.wanted(Terminal.isOutput(), System.getenv());
    TemporaryFolder state = TemporaryFolder.make("rolecall-demo");
    Runnable afterwards = keep ? () -> {} : state::remove;
    try (Children children = new Children(afterwards)) {
      List<String> wrong = new Demo(installation, folder, out, colours).run(state.path(), children);
      if (keep) {
        out.println("State and logs are kept in " + state.path());
      }
      if (!wrong.isEmpty()) {
        throw new Failure(
            "the demo did not come out as it must",
            folder.toString(),
            String.join("\n", wrong),
            "see which policy or trust of the example allows or refuses it; if the change is meant, say so in demo.jsonl");
      }
      return 0;
    }
  }
}
