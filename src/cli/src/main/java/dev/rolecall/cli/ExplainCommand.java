package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.explain.QuestionOptions;
import dev.rolecall.policy.explain.Explanation;
import dev.rolecall.policy.explain.ExplanationJson;
import dev.rolecall.policy.explain.ExplanationText;
import dev.rolecall.policy.explain.ExplanationText.Detail;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolecall explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = ExplainPodCommand.class,
    description = {
      "Decides one request and says why: what each layer of policies answers, which statements decided, why the others do not apply, and under which values of missing condition keys it would be allowed.",
      "Exit code 0 where it is allowed, 1 where it is denied, 2 for wrong use and for what cannot be read.",
      "'rolecall explain pod' walks the way of a pod's credentials on a cluster instead."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall explain --policy reports.json --principal arn:aws:iam::111111111111:user/ann \\",
      "      --action s3:GetObject --resource arn:aws:s3:::reports/2026.csv --context aws:SecureTransport=true",
      "  ./rolecall explain --manifests examples/quickstart --role arn:aws:iam::111111111111:role/reports \\",
      "      --action s3:GetObject --resource arn:aws:s3:::acme-reports/2026.csv",
      "  ./rolecall explain --cases policy.jsonl --name scp-deny --format json",
      "  ./rolecall explain pod acme/reports-0"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private QuestionOptions question;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to print it (default: ${DEFAULT-VALUE}); JSON has every statement always.")
  private Format format;

  @Option(names = "--all", description = "As text too, show every statement.")
  private boolean all;

  private enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() {
    Explanation explanation;
    try {
      explanation = question.explain(Clock.systemUTC());
    } catch (Failure failure) {
      // Exit code 1 says that it is denied, and here nothing was decided.
      spec.commandLine().getErr().println(Endings.report(failure));
      return ExitCode.USAGE;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> ExplanationText.of(explanation, all ? Detail.ALL : Detail.NEAREST);
          case JSON -> ExplanationJson.of(explanation) + "\n";
        });
    out.flush();
    question.note(explanation).ifPresent(spec.commandLine().getErr()::println);
    return explanation.decision().allowed() ? 0 : 1;
  }
}
