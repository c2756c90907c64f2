package dev.rolecall.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Arn;
import dev.rolecall.trust.TrustDecision.NotTrusted;
import dev.rolecall.trust.TrustDecision.Trusted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustEvaluatorTest {
  private static final String SUB = TrustRequests.HOST + ":sub";
  private static final String AUD = TrustRequests.HOST + ":aud";
  private static final String CI_SUB = "ci.example/pool:sub";
  private static final String PODS = "{'Service':'pods.eks.amazonaws.com'}";
  private static final Map<String, String> NO_TAGS = Map.of();

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final TrustEvaluator evaluator = new TrustEvaluator(clock);

  /** One statement; apostrophes stand for quotes. */
  private static String allow(String principal, String action, String condition) {
    return "{'Effect':'Allow','Principal':%s,'Action':%s,'Condition':%s}"
        .formatted(principal, action, condition);
  }

  private static String webIdentity(String condition) {
    return allow(
        "{'Federated':'%s'}".formatted(TrustRequests.CLUSTER_PROVIDER),
        "'sts:AssumeRoleWithWebIdentity'",
        condition);
  }

  private static String service(String condition) {
    return allow(PODS, "['sts:AssumeRole','sts:TagSession']", condition);
  }

  private TrustDecision asWeb(String... statements) {
    return evaluator.evaluate(TrustRequests.of(TrustRequests.clusterToken(), NO_TAGS, statements));
  }

  private TrustDecision asCi(String... statements) {
    return evaluator.evaluate(TrustRequests.of(TrustRequests.ciToken(), NO_TAGS, statements));
  }

  private TrustDecision asService(String namespace, String... statements) {
    return evaluator.evaluate(
        TrustRequests.of(
            TrustRequests.pod(namespace), Map.of("kubernetes-namespace", namespace), statements));
  }

  @Test
  void trustsASubjectOfTheClusterByName() {
    assertThat(
            asWeb(
                webIdentity(
                    "{'StringEquals':{'%s':'system:serviceaccount:team-a:web','%s':'sts.amazonaws.com'}}"
                        .formatted(SUB, AUD))))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void deniesWhenSubjectOrAudienceDiffers() {
    for (String condition :
        List.of(
            "{'StringEquals':{'%s':'system:serviceaccount:team-a:other'}}".formatted(SUB),
            "{'StringEquals':{'%s':'system:serviceaccount:team-a:web','%s':'other'}}"
                .formatted(SUB, AUD),
            "{'StringEquals':{'other.example:sub':'system:serviceaccount:team-a:web'}}")) {
      assertNotTrusted(asWeb(webIdentity(condition)), "sts:AssumeRoleWithWebIdentity");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'StringEquals':{'HOST:aud':'sts.amazonaws.com'}}",
        "{'StringNotEquals':{'HOST:sub':'x'}}",
        "{'StringEqualsIfExists':{'HOST:sub':'system:serviceaccount:team-a:web'}}",
        "{'ForAllValues:StringLike':{'HOST:sub':'system:*'}}",
        "{'StringLike':{'HOST:sub':'*'}}",
        "{'StringLike':{'HOST:sub':['x','*']}}",
        "{'StringLike':{'HOST:sub':'system:serviceaccount:*'}}",
        "{'StringLike':{'HOST:sub':['system:serviceaccount:team-a:*','system:*:*:*']}}",
        "{'StringLike':{'HOST:sub':'system:serviceaccount:*:??*'}}",
        "{'StringLike':{'HOST:sub':'system:serviceaccount:??*:*'}}",
        "{'StringLike':{'HOST:sub':'system:serviceaccount:?????*:???*'}}",
        "{'StringLike':{'HOST:sub':['system:serviceaccount:*:?','*:??*']}}",
        "{'StringLike':{'HOST:sub':'system:serviceaccount:*:*e*'}}",
        "{'Null':{'HOST:sub':'false'}}",
      })
  void doesNotTrustTheWholeClusterByItsIssuerAlone(String condition) {
    TrustDecision decision = asWeb(webIdentity(condition.replace("HOST", TrustRequests.HOST)));
    assertNotTrusted(decision, "sts:AssumeRoleWithWebIdentity");
    assertThat(((NotTrusted) decision).reason())
        .contains("a statement that does not count", "has a condition on " + SUB);
  }

  @Test
  void trustsAPatternOfSubjectsOfTheCluster() {
    assertThat(
            asWeb(
                webIdentity(
                    "{'StringLike':{'%s':'system:serviceaccount:team-a:*'}}".formatted(SUB))))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void trustsOtherIssuersByTheirTrustPolicyAlone() {
    String ci = "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool'}";
    assertThat(asCi(allow(ci, "'sts:AssumeRoleWithWebIdentity'", "{}")))
        .isInstanceOf(Trusted.class);
    assertThat(
            asCi(
                allow(
                    ci,
                    "'sts:AssumeRoleWithWebIdentity'",
                    "{'StringEquals':{'%s':'repo:x'}}".formatted(CI_SUB))))
        .isInstanceOf(Trusted.class);
    assertNotTrusted(
        asCi(
            allow(
                ci,
                "'sts:AssumeRoleWithWebIdentity'",
                "{'StringEquals':{'%s':'repo:y'}}".formatted(CI_SUB))),
        "sts:AssumeRoleWithWebIdentity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'*'",
        "{'AWS':'*'}",
        "{'AWS':'111111111111'}",
        "{'AWS':'arn:aws:iam::111111111111:root'}",
        "{'Federated':'arn:aws:iam::222222222222:oidc-provider/ci.example/pool'}",
        "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example'}",
        "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool/'}",
        "{'Service':'pods.eks.amazonaws.com'}",
      })
  void admitsNoWebIdentityThatIsNotNamedByTheProviderOfTheRolesAccount(String principal) {
    assertNotTrusted(asCi(allow(principal, "'sts:*'", "{}")), "sts:AssumeRoleWithWebIdentity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'*'", "{'AWS':'*'}", "{'Service':'ecs-tasks.amazonaws.com'}"})
  void admitsNoServiceThatIsNotNamed(String principal) {
    assertNotTrusted(asService("team-a", allow(principal, "'sts:*'", "{}")), "sts:AssumeRole");
  }

  @Test
  void admitsAServiceForWorkloadsOfTheRolesNamespaceAlone() {
    assertThat(asService("team-a", service("{}"))).isInstanceOf(Trusted.class);
    TrustDecision decision = asService("team-b", service("{}"));
    assertNotTrusted(decision, "sts:AssumeRole");
    assertThat(((NotTrusted) decision).reason())
        .contains("a statement that does not count", "outside namespace team-a");
  }

  @Test
  void admitsAServiceForANamespaceThatTheConditionsName() {
    String condition = "{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'team-b'}}";
    assertThat(asService("team-b", service(condition))).isInstanceOf(Trusted.class);
    assertNotTrusted(asService("team-c", service(condition)), "sts:AssumeRole");
    assertNotTrusted(asService("team-a", service(condition)), "sts:AssumeRole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringNotEquals':{'aws:RequestTag/kubernetes-namespace':'team-c'}}",
        "{'StringLike':{'aws:RequestTag/kubernetes-namespace':'*'}}",
        "{'StringEqualsIfExists':{'aws:RequestTag/kubernetes-namespace':'team-b'}}",
        "{'StringEquals':{'aws:RequestTag/kubernetes-service-account':'web'}}",
      })
  void admitsNoOtherNamespaceByAConditionThatNamesNone(String condition) {
    assertNotTrusted(asService("team-b", service(condition)), "sts:AssumeRole");
  }

  @Test
  void believesNoNamespaceTagThatIsNotTheWorkloads() {
    String condition = "{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'team-b'}}";
    for (String key : List.of("kubernetes-namespace", "Kubernetes-Namespace")) {
      TrustRequest request =
          TrustRequests.of(TrustRequests.pod("team-c"), Map.of(key, "team-b"), service(condition));
      assertNotTrusted(evaluator.evaluate(request), "sts:TagSession");
    }
  }

  @Test
  void asksForTagSessionWhereThereAreTags() {
    String assumeOnly = allow(PODS, "'sts:AssumeRole'", "{}");
    assertNotTrusted(asService("team-a", assumeOnly), "sts:TagSession");
    TrustRequest withoutTags = TrustRequests.of(TrustRequests.pod("team-a"), NO_TAGS, assumeOnly);
    assertThat(evaluator.evaluate(withoutTags)).isInstanceOf(Trusted.class);
    assertNotTrusted(asService("team-a", allow(PODS, "'sts:TagSession'", "{}")), "sts:AssumeRole");
  }

  @Test
  void letsADenyWinWhoeverItNames() {
    String deny = "{'Effect':'Deny','Principal':'*','Action':'sts:*','Condition':%s}";
    assertNotTrusted(asService("team-a", service("{}"), deny.formatted("{}")), "sts:AssumeRole");
    assertNotTrusted(
        asService(
            "team-a",
            service("{}"),
            deny.formatted("{'StringEquals':{'aws:RequestTag/kubernetes-namespace':'team-a'}}")),
        "sts:AssumeRole");
  }

  @Test
  void honoursTimesInConditions() {
    String before = service("{'DateLessThan':{'aws:CurrentTime':'2026-03-01T13:00:00Z'}}");
    String deny =
        "{'Effect':'Deny','Principal':'*','Action':'sts:*',"
            + "'Condition':{'NumericGreaterThan':{'aws:EpochTime':'1772370000'}}}";
    assertThat(asService("team-a", before)).isInstanceOf(Trusted.class);
    assertThat(asService("team-a", service("{}"), deny)).isInstanceOf(Trusted.class);
    clock.advance(Duration.ofHours(2));
    assertNotTrusted(asService("team-a", before), "sts:AssumeRole");
    assertNotTrusted(asService("team-a", service("{}"), deny), "sts:AssumeRole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringEquals':{'sts:RoleSessionName':'s1'}}",
        "{'StringEquals':{'aws:FederatedProvider':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool'}}",
        "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}}",
        "{'StringEquals':{'aws:ResourceTag/tier':'gold','iam:ResourceTag/tier':'gold'}}",
        "{'StringEquals':{'ci.example/pool:aud':'sts.amazonaws.com'}}",
        "{'StringEquals':{'aws:ResourceAccount':'111111111111'}}",
        "{'Bool':{'sts:RoleAuthorizedByIdp':'false'}}",
        "{'ForAnyValue:StringEquals':{'ci.example/pool:oaud':'second'}}",
        "{'StringEquals':{'ci.example/pool:azp':'sts.amazonaws.com'}}",
        "{'ForAnyValue:StringEquals':{'ci.example/pool:amr':'mfa'}}",
        "{'Null':{'aws:TagKeys':'true','sts:TransitiveTagKeys':'true','aws:PrincipalArn':'true'}}",
      })
  void knowsTheConditionKeysOfAWebIdentity(String condition) {
    String ci = "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool'}";
    assertThat(asCi(allow(ci, "'sts:AssumeRoleWithWebIdentity'", condition)))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void knowsThatTheIssuerNamedTheRole() {
    String condition = "{'Bool':{'sts:RoleAuthorizedByIdp':'true'}}";
    String statement =
        allow(
            "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool'}",
            "'sts:AssumeRoleWithWebIdentity'",
            condition);
    Object named = List.of("arn:aws:iam::111111111111:role/reader");

    assertNotTrusted(asCi(statement), "sts:AssumeRoleWithWebIdentity");
    assertThat(
            evaluator.evaluate(
                TrustRequests.of(
                    TrustRequests.ciToken(Map.of("https://aws.amazon.com/roles", named)),
                    NO_TAGS,
                    statement)))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void asksForSetSourceIdentityWhereThereIsOne() {
    String ci = "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool'}";
    String assume = allow(ci, "'sts:AssumeRoleWithWebIdentity'", "{}");
    String identify =
        allow(ci, "'sts:SetSourceIdentity'", "{'StringEquals':{'sts:SourceIdentity':'%s'}}");

    assertNotTrusted(asIdentified("alice", assume), "sts:SetSourceIdentity");
    assertNotTrusted(
        asIdentified("alice", assume, identify.formatted("bob")), "sts:SetSourceIdentity");
    assertThat(asIdentified("alice", assume, identify.formatted("alice")))
        .isInstanceOf(Trusted.class);
  }

  private TrustDecision asIdentified(String sourceIdentity, String... statements) {
    TrustRequest plain = TrustRequests.of(TrustRequests.ciToken(), NO_TAGS, statements);
    return evaluator.evaluate(
        new TrustRequest(
            plain.principal(),
            plain.role(),
            new RequestedSession(
                plain.session().name(),
                RequestedTags.NONE,
                Optional.of(sourceIdentity),
                Optional.empty())));
  }

  @Test
  void hasSeveralValuesInAmrAndSoNeedsASetOperator() {
    String ci = "{'Federated':'arn:aws:iam::111111111111:oidc-provider/ci.example/pool'}";
    assertNotTrusted(
        asCi(
            allow(
                ci,
                "'sts:AssumeRoleWithWebIdentity'",
                "{'StringEquals':{'ci.example/pool:amr':'mfa'}}")),
        "sts:AssumeRoleWithWebIdentity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringEquals':{'aws:SourceAccount':'111111111111'}}",
        "{'ArnEquals':{'aws:SourceArn':'arn:aws:eks:us-east-1:111111111111:cluster/c'}}",
        "{'StringEquals':{'aws:RequestTag/eks-cluster-name':'c'}}",
        "{'ForAnyValue:StringEquals':{'aws:TagKeys':'eks-cluster-name'}}",
        "{'ForAllValues:StringEquals':{'sts:TransitiveTagKeys':['eks-cluster-name','eks-cluster-arn']}}",
        "{'Bool':{'aws:PrincipalIsAWSService':'true'}}",
      })
  void knowsTheConditionKeysOfAService(String condition) {
    TrustRequest request =
        TrustRequests.of(
            TrustRequests.pod("team-a"),
            Map.of(
                "eks-cluster-arn", "arn:aws:eks:us-east-1:111111111111:cluster/c",
                "eks-cluster-name", "c"),
            service(condition));
    assertThat(evaluator.evaluate(request)).isInstanceOf(Trusted.class);
  }

  /** A condition on the account of the cluster keeps the workloads of other accounts out. */
  @Test
  void knowsTheAccountOfTheWorkloadWhereTheRoleIsOfAnother() {
    String condition = "{'StringLike':{'aws:RequestTag/kubernetes-namespace':'team-*'%s}}";
    TrustPrincipal neighbour =
        new TrustPrincipal.Service(
            "pods.eks.amazonaws.com",
            InMemoryWorkloads.pod("team-b", "web", "web"),
            new Arn("aws", "eks", "us-east-1", "222222222222", "cluster/c"));
    Map<String, String> tags = Map.of("kubernetes-namespace", "team-b");

    assertThat(
            evaluator.evaluate(TrustRequests.of(neighbour, tags, service(condition.formatted("")))))
        .isInstanceOf(Trusted.class);
    assertNotTrusted(
        evaluator.evaluate(
            TrustRequests.of(
                neighbour,
                tags,
                service(condition.formatted(",'aws:SourceAccount':'111111111111'")))),
        "sts:AssumeRole");
  }

  @Test
  void saysWhichStatementTrusted() {
    assertThat(asService("team-a", service("{}").replace("{'Effect'", "{'Sid':'Pods','Effect'")))
        .isInstanceOfSatisfying(
            Trusted.class, trusted -> assertThat(trusted.by().sid()).isEqualTo("Pods"));
  }

  @Test
  void saysWhyThereIsNoTrust() {
    assertThat(asWeb("{'Effect':'Deny','Principal':'*','Action':'sts:*'}"))
        .extracting("action", "reason")
        .containsExactly(
            "sts:AssumeRoleWithWebIdentity",
            "trust policy statement 0 (line 1, column 38) of role"
                + " arn:aws:iam::111111111111:role/reader denies it");
    assertThat(asService("team-a", webIdentity("{}")))
        .extracting("action", "reason")
        .containsExactly(
            "sts:AssumeRole",
            "no statement of the trust policy of role arn:aws:iam::111111111111:role/reader"
                + " allows sts:AssumeRole to pods.eks.amazonaws.com for service account"
                + " team-a/web");
  }

  private static void assertNotTrusted(TrustDecision decision, String action) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            NotTrusted.class, refused -> assertThat(refused.action()).isEqualTo(action));
  }
}
