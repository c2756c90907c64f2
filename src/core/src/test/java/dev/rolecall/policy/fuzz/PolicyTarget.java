package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import java.util.List;

/** Policies of every type are read or refused; by what was read can be decided. */
public final class PolicyTarget {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final AuthorizationRequest REQUEST =
      new AuthorizationRequest(
          new Caller.Root(ACCOUNT),
          "s3:GetObject",
          "arn:aws:s3:::b/k",
          ACCOUNT,
          RequestContext.builder()
              .put("aws:username", "bob")
              .put("aws:SourceIp", "203.0.113.77")
              .put("aws:CurrentTime", "2026-01-31T12:00:00Z")
              .putAll("aws:TagKeys", List.of("a", ""))
              .build());

  private PolicyTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = Inputs.text(data);
    for (PolicyType type : PolicyType.values()) {
      switch (PolicyReader.read(type, "fuzzed", text)) {
        case PolicyReading.Read read -> decide(read.document());
        case PolicyReading.Refused refused -> check(refused.problems());
      }
    }
  }

  private static void decide(PolicyDocument document) {
    if (PolicyReader.read(document.type(), "again", document.json())
        instanceof PolicyReading.Refused refused) {
      throw new IllegalStateException(refused.problems() + ": " + document.json());
    }
    Policies policies =
        switch (document.type()) {
          case RESOURCE, TRUST -> Policies.ofResource(document);
          default -> new Policies(List.of(document), null, List.of(), null, List.of(), List.of());
        };
    PolicySet.compile(policies).decide(REQUEST);
  }

  private static void check(List<PolicyProblem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalStateException("refused without a problem");
    }
    for (PolicyProblem problem : problems) {
      if (problem.message().isBlank() || !problem.code().matches("[A-Z0-9_]+")) {
        throw new IllegalStateException("a problem that says nothing: " + problem);
      }
    }
  }
}
