package dev.rolecall.bench.engine;

import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.RuleSet;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import java.util.List;
import java.util.Map;

/** Rolecall's policies and requests of a workload. */
public final class RolecallEngine {
  private static final AccountId ACCOUNT = new AccountId(Question.ACCOUNT);
  private static final RoleArn ROLE = new RoleArn(ACCOUNT, "/", "app");

  private RolecallEngine() {}

  public static Policies policies(RuleSet rules) {
    return new Policies(
        IamText.identityPolicies(rules).stream()
            .map(written -> document(PolicyType.IDENTITY, written))
            .toList(),
        document(PolicyType.RESOURCE, IamText.resourcePolicy(rules)),
        List.of(document(PolicyType.PERMISSIONS_BOUNDARY, IamText.document(rules.boundary()))),
        document(PolicyType.SESSION, IamText.document(rules.session())),
        rules.scps().stream()
            .map(level -> List.of(document(PolicyType.SCP, IamText.document(level))))
            .toList(),
        List.of());
  }

  public static AuthorizationRequest request(Question question) {
    RequestContext.Builder context = RequestContext.builder();
    question.context().forEach((key, value) -> context.put(key.iam(), value));
    Arn session =
        new Arn("aws", "sts", "", Question.ACCOUNT, "assumed-role/app/" + question.session());
    return new AuthorizationRequest(
        new Caller.RoleSession(ROLE, session),
        question.action(),
        question.resource(),
        ACCOUNT,
        context.build());
  }

  private static PolicyDocument document(PolicyType type, Map<String, Object> written) {
    return switch (PolicyReader.read(type, "a policy", Json.of(written))) {
      case PolicyReading.Read read -> read.document();
      case PolicyReading.Refused refused ->
          throw new IllegalStateException("not a policy: " + refused.problems());
    };
  }
}
