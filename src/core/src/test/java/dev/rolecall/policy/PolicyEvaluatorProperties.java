package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is true of all policies. */
class PolicyEvaluatorProperties {
  private static final AccountId ACCOUNT = new AccountId("111111111111");

  @Property
  void neverAllowsMoreForAnAddedDeny(
      @ForAll("policies") List<String> statements,
      @ForAll("denials") String denial,
      @ForAll("requests") AuthorizationRequest request) {
    List<String> more = new ArrayList<>(statements);
    more.add(denial);

    if (decide(more, request).allowed()) {
      assertThat(decide(statements, request).allowed()).isTrue();
    }
  }

  @Property
  void neverAllowsLessForAnAddedAllow(
      @ForAll("policies") List<String> statements,
      @ForAll("grants") String grant,
      @ForAll("requests") AuthorizationRequest request) {
    List<String> more = new ArrayList<>(statements);
    more.add(grant);

    if (decide(statements, request).allowed()) {
      assertThat(decide(more, request).allowed()).isTrue();
    }
  }

  @Property
  void doesNotCareForTheOrderOfStatements(
      @ForAll("policies") List<String> statements,
      @ForAll long seed,
      @ForAll("requests") AuthorizationRequest request) {
    List<String> shuffled = new ArrayList<>(statements);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(decide(shuffled, request).getClass())
        .isEqualTo(decide(statements, request).getClass());
  }

  @Property
  void neverAllowsMoreUnderABoundaryOrSessionPolicy(
      @ForAll("policies") List<String> statements,
      @ForAll("policies") List<String> limits,
      @ForAll("requests") AuthorizationRequest request) {
    Policies free = policies(document(PolicyType.IDENTITY, statements));
    Policies limited =
        new Policies(
            free.identity(),
            null,
            List.of(document(PolicyType.PERMISSIONS_BOUNDARY, limits)),
            null,
            List.of(),
            List.of());

    boolean allowed = PolicyEvaluator.evaluate(limited, request).allowed();
    boolean byBoth = decide(statements, request).allowed() && decide(limits, request).allowed();
    assertThat(allowed).isEqualTo(byBoth);
  }

  @Provide
  Arbitrary<List<String>> policies() {
    return Arbitraries.oneOf(grants(), denials()).list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> grants() {
    return statements("Allow");
  }

  @Provide
  Arbitrary<String> denials() {
    return statements("Deny");
  }

  @Provide
  Arbitrary<AuthorizationRequest> requests() {
    Caller caller =
        new Caller.User(ACCOUNT, Arn.parse("arn:aws:iam::111111111111:user/bob").orElseThrow());
    Arbitrary<String> actions = Arbitraries.of("s3:GetObject", "s3:PutObject", "sqs:Send");
    Arbitrary<String> resources = Arbitraries.of("arn:aws:s3:::b/k", "arn:aws:s3:::c", "*");
    Arbitrary<RequestContext> contexts =
        Arbitraries.of(
            RequestContext.empty(),
            RequestContext.builder().put("aws:x", "1").build(),
            RequestContext.builder().put("aws:x", "2").putAll("aws:y", List.of("1", "2")).build());
    return Combinators.combine(actions, resources, contexts)
        .as((action, resource, context) ->
            new AuthorizationRequest(caller, action, resource, ACCOUNT, context));
  }

  private static Arbitrary<String> statements(String effect) {
    Arbitrary<String> actions =
        Arbitraries.of(
            "'Action': '*'", "'Action': 's3:Get*'", "'NotAction': 's3:*'", "'Action': []");
    Arbitrary<String> resources =
        Arbitraries.of(
            "'Resource': '*'",
            "'Resource': 'arn:aws:s3:::b/${aws:x}*'",
            "'NotResource': 'arn:aws:s3:::b/*'");
    Arbitrary<String> conditions =
        Arbitraries.of(
            "{}",
            "{'StringEquals': {'aws:x': '1'}}",
            "{'StringNotEqualsIfExists': {'aws:x': '1'}}",
            "{'ForAllValues:NumericLessThan': {'aws:y': '2'}}",
            "{'Null': {'aws:y': 'true'}}");
    return Combinators.combine(actions, resources, conditions)
        .as((action, resource, condition) ->
            "'Effect': '%s', %s, %s, 'Condition': %s"
                .formatted(effect, action, resource, condition));
  }

  private static Decision decide(List<String> statements, AuthorizationRequest request) {
    return PolicyEvaluator.evaluate(policies(document(PolicyType.IDENTITY, statements)), request);
  }

  private static Policies policies(PolicyDocument identity) {
    return new Policies(List.of(identity), null, List.of(), null, List.of(), List.of());
  }

  private static PolicyDocument document(PolicyType type, List<String> statements) {
    return Documents.of(type, statements.toArray(String[]::new));
  }
}
