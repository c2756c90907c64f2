package dev.rolecall.cli.explain;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.policy.EvaluationRules;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.cases.PolicyCase;
import dev.rolecall.policy.explain.Explanation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to explain: flags, a case of a file, a file that is one case, or a role of manifests. */
public final class QuestionOptions {
  static final Policies NONE = new Policies(List.of(), null, List.of(), null, List.of(), List.of());

  @Mixin private RequestOptions request;
  @Mixin private PolicyOptions policies;
  @Mixin private ManifestOptions manifests;

  @Option(
      names = "--request",
      paramLabel = "FILE|-",
      description =
          "Policies and request as JSON, in the form of a case of '${ROOT-COMMAND-NAME} simulate'.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--cases",
      paramLabel = "FILE.jsonl",
      description = "Policies and request of the case --name of this file.")
  private Optional<Path> cases = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "With --cases: which case.")
  private Optional<String> name = Optional.empty();

  /**
   * The explanation of what was asked.
   *
   * @throws Failure where something that was named cannot be used
   */
  public Explanation explain(Clock clock) {
    checkCombination();
    if (file.isPresent()) {
      return explain(CaseFile.whole(file.get()), file.get());
    }
    if (cases.isPresent()) {
      return explain(CaseFile.named(cases.get(), name.orElse("")), cases.get().toString());
    }
    return question(clock).explain();
  }

  /** What the explanation does not tell, where sts decides by more than policies. */
  public Optional<String> note(Explanation explanation) {
    boolean stranger = explanation.request().caller().account().isEmpty();
    return manifests.given() && stranger && EvaluationRules.isTrust(explanation.request())
        ? Optional.of(
            "note: sts asks more than this of services and of the cluster's issuer: docs/trust.md")
        : Optional.empty();
  }

  private Question question(Clock clock) {
    if (manifests.given()) {
      return manifests.question(request, policies, clock);
    }
    return new Question(
        policies.policies(NONE), request.request(request.caller(), RequestContext.empty()));
  }

  private static Explanation explain(PolicyCase policyCase, String where) {
    return policyCase
        .explain()
        .orElseThrow(() ->
            new Failure(
                "a document is not a policy; nothing was decided",
                where,
                policyCase.decide().reason(),
                "correct it"));
  }

  private void checkCombination() {
    boolean byFlags = request.given() || policies.given() || manifests.given();
    long ways =
        Stream.of(file.isPresent(), cases.isPresent(), byFlags).filter(given -> given).count();
    if (ways != 1) {
      throw request.wrong(
          "give one of: --request, --cases with --name, or --principal and --action with policies");
    }
    if (cases.isPresent() != name.isPresent()) {
      throw request.wrong("--cases and --name belong together");
    }
    if (policies.contradict()) {
      throw request.wrong("give --trust or --resource-policy, not both");
    }
    if (manifests.givenRole() && !manifests.given()) {
      throw request.wrong("--role needs --manifests");
    }
    if (manifests.givenRole() && request.hasPrincipal()) {
      throw request.wrong("give --role or --principal, not both");
    }
  }
}
