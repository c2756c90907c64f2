package dev.rolecall.bench;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyEvaluator;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A decision by policies of a dozen statements each, the last of which allows. */
@State(Scope.Benchmark)
public class PolicyBenchmark {
  private static final int STATEMENTS_A_POLICY = 12;
  private static final AccountId ACCOUNT = new AccountId("111111111111");

  @Param({"12", "120", "1200"})
  public int statements;

  private Policies policies = new Policies(List.of(), null, List.of(), null, List.of(), List.of());
  private final AuthorizationRequest request = request();

  @Setup
  public void read() {
    List<PolicyDocument> documents = new ArrayList<>();
    for (int first = 0; first < statements; first += STATEMENTS_A_POLICY) {
      documents.add(document(first));
    }
    policies = new Policies(documents, null, List.of(), null, List.of(), List.of());
    if (!evaluate().allowed()) {
      throw new IllegalStateException("the request must be allowed by the last statement");
    }
  }

  @Benchmark
  @Peer("evaluate(statements=12)")
  public Decision evaluate() {
    return PolicyEvaluator.evaluate(policies, request);
  }

  private PolicyDocument document(int first) {
    List<String> members = new ArrayList<>();
    for (int i = first; i < first + STATEMENTS_A_POLICY; i++) {
      members.add(
          """
          {"Effect":"Allow","Action":["s3:GetObject","s3:List*"],
           "Resource":"arn:aws:s3:::bucket-%d/${aws:PrincipalTag/team}/*",
           "Condition":{"StringEquals":{"aws:PrincipalTag/team":"shop"}}}\
          """
              .formatted(statements - 1 - i));
    }
    String json = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", members) + "]}";
    PolicyReading reading = PolicyReader.read(PolicyType.IDENTITY, "policy " + first, json);
    if (reading instanceof PolicyReading.Read read) {
      return read.document();
    }
    throw new IllegalStateException("the policy cannot be read: " + reading);
  }

  private static AuthorizationRequest request() {
    RoleArn role = new RoleArn(ACCOUNT, "/", "Reader");
    return new AuthorizationRequest(
        new Caller.RoleSession(
            role, new Arn("aws", "sts", "", ACCOUNT.value(), "assumed-role/Reader/session")),
        "s3:GetObject",
        "arn:aws:s3:::bucket-0/shop/report.csv",
        ACCOUNT,
        RequestContext.builder().put("aws:PrincipalTag/team", "shop").build());
  }
}
