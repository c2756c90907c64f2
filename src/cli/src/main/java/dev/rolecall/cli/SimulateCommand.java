package dev.rolecall.cli;

import dev.rolecall.cli.explain.CaseFile;
import dev.rolecall.json.Json;
import dev.rolecall.policy.cases.CaseResult;
import dev.rolecall.policy.cases.PolicyCase;
import dev.rolecall.policy.explain.Explanation;
import dev.rolecall.policy.explain.ExplanationText;
import dev.rolecall.policy.explain.ExplanationText.Detail;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolecall simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Decides policy cases, one JSON object a line, and holds each decision against the expected one.",
      "Prints {\"name\",\"decision\"} a case and 'N passed, N failed' last; on standard error, why a case failed. The decision is Allowed, ImplicitlyDenied, ExplicitlyDenied or PolicyError (a document that is no policy). Exit code 1 where a case failed.",
      "A case has: name, identityPolicies, resourcePolicy, boundaries, sessionPolicy, scps, rcps, request (principal, action, resource, resourceAccount, context), expected, alsoAcceptable."
    },
    footer = {"", "Examples:", "  ./rolecall simulate --cases policy.jsonl --explain"})
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "The cases; empty lines are skipped.")
  private Path cases;

  @Option(
      names = "--explain",
      description = "Of each case that fails, say too why it was decided so, on standard error.")
  private boolean explain;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    int failed = 0;
    List<PolicyCase> all = CaseFile.lines(cases);
    for (PolicyCase policyCase : all) {
      CaseResult result = policyCase.decide();
      out.println(line(result));
      if (!result.passed()) {
        failed++;
        out.flush();
        errors.println(complaint(result));
        if (explain) {
          policyCase.explain().ifPresent(why -> errors.println(indented(why)));
        }
        errors.flush();
      }
    }
    out.println((all.size() - failed) + " passed, " + failed + " failed");
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private static String indented(Explanation why) {
    return ExplanationText.of(why, Detail.NEAREST).indent(2);
  }

  private static String line(CaseResult result) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", result.name());
    fields.put("decision", result.decision().toString());
    return Json.write(fields);
  }

  private static String complaint(CaseResult result) {
    return String.format(
        "FAILED %s: expected %s, decided %s: %s",
        result.name(),
        result.expected().map(Object::toString).orElse("anything"),
        result.decision(),
        result.reason());
  }
}
