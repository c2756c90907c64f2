package dev.rolecall.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final String TRUST =
      """
        trustPolicy:
          Version: "2012-10-17"
          Statement: {Effect: Allow, Principal: {Service: pods.eks.amazonaws.com}, Action: "sts:AssumeRole"}
      """;

  @Test
  void rightRoleIsReadWithItsPolicies() throws JsonException {
    ManifestReading reading =
        ManifestReader.read(
            tree(
                role(
                    TRUST
                        + """
                          policies:
                            - name: documents
                              document:
                                Version: "2012-10-17"
                                Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]
                        """)));

    assertThat(reading)
        .isInstanceOfSatisfying(
            ManifestReading.Read.class,
            read -> {
              assertThat(read.kind()).isEqualTo(ResourceKind.IAM_ROLE);
              assertThat(read.resource()).isInstanceOf(IAMRole.class);
              assertThat(read.policies())
                  .containsOnlyKeys("spec.trustPolicy", "spec.policies[0].document");
              assertThat(read.policies().get("spec.policies[0].document"))
                  .matches(document -> document.name().equals("inline policy 'documents'"))
                  .matches(document -> document.type() == PolicyType.IDENTITY);
            });
  }

  @Test
  void misspeltBoundaryIsRefusedWithItsPlaceAndTheRightWord() throws JsonException {
    assertThat(problems(role("  permissionBoundary: Limit\n" + TRUST)))
        .containsExactly(
            "spec.permissionBoundary (line 5, column 3): unknown field;"
                + " did you mean permissionsBoundary?");
  }

  @Test
  void unknownFieldsAreFoundAtEveryLevel() throws JsonException {
    assertThat(
            problems(
                role(
                    TRUST
                        + """
                          tags: [{key: a, value: b, comment: c}]
                        """)))
        .singleElement()
        .asString()
        .startsWith("spec.tags[0].comment (line 8");
    assertThat(problems(role(TRUST) + "specs: {}\n"))
        .containsExactly("specs (line 8, column 1): unknown field; did you mean spec?");
  }

  @Test
  void everyProblemIsReportedAtOnce() throws JsonException {
    assertThat(
            problems(
                role(
                    """
                      path: team
                      maxSessionDuration: 60
                      description: 12
                      managedPolicies: [a, a, b c]
                      tags: [{key: Team, value: a}, {key: team, value: b}, {key: "aws:x", value: c}, {key: d}]
                      revokeSessionsIssuedBefore: yesterday
                    """)))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("spec.path").contains("begins and ends with"),
            problem -> assertThat(problem).contains("must be from 3600 to 43200, not 60"),
            problem -> assertThat(problem).contains("spec.description").contains("in quotes"),
            problem -> assertThat(problem).contains("spec.managedPolicies[1]").contains("twice"),
            problem -> assertThat(problem).contains("spec.managedPolicies[2]").contains("'b c'"),
            problem -> assertThat(problem).contains("spec.tags[1].key").contains("than case"),
            problem -> assertThat(problem).contains("spec.tags[2].key").contains("reserved"),
            problem -> assertThat(problem).contains("spec.tags[3].value").contains("is required"),
            problem -> assertThat(problem).contains("RFC 3339"),
            problem -> assertThat(problem).contains("spec.trustPolicy").contains("is required"));
  }

  /** A role's tags are its sessions' tags, and policies believe this one. */
  @Test
  void rolesHaveNoTagThatIsAttestedOfWorkloads() throws JsonException {
    assertThat(problems(role(TRUST + "  tags: [{key: Kubernetes-Namespace, value: other}]\n")))
        .singleElement()
        .asString()
        .contains("spec.tags[0].key", "reserved");
  }

  @Test
  void policyProblemsHaveTheirPlaceInTheResource() throws JsonException {
    assertThat(
            problems(
                role(
                    """
                      trustPolicy:
                        Version: "2012-10-17"
                        Statement:
                          - Effect: Allow
                            Principal: {Service: pods.eks.amazonaws.com}
                            Action: sts:AssumeRole
                            Condition: {StringEqual: {"aws:SourceAccount": "1"}}
                    """)))
        .singleElement()
        .asString()
        .startsWith("spec.trustPolicy.Statement[0].Condition.StringEqual (line 11, column ")
        .contains("StringEquals");
  }

  @Test
  void fieldGivenTwiceIsRefused() throws JsonException {
    assertThat(problems(role(TRUST + "  path: /a/\n  path: /b/\n")))
        .containsExactly("spec.path (line 9, column 3): given twice; keep one");
  }

  @Test
  void nullIsNoValue() throws JsonException {
    assertThat(problems(role(TRUST + "  permissionsBoundary: null\n")))
        .singleElement()
        .asString()
        .contains("spec.permissionsBoundary")
        .contains("must be text, not null");
  }

  @Test
  void lineFeedAfterANameIsNotOverlooked() throws JsonException {
    assertThat(problems(role(TRUST + "  roleName: \"reports\\n\"\n")))
        .singleElement()
        .asString()
        .contains("spec.roleName");
  }

  @Test
  void providerHasOneSourceOfKeysAndOnlyPublicOnes() throws JsonException {
    assertThat(
            problems(
                """
                apiVersion: rolecall.dev/v1alpha1
                kind: OIDCProvider
                metadata: {name: ci}
                spec:
                  url: https://ci.example.com/{a}
                  clientIds: [a]
                  jwksUri: https://ci.example.com/keys
                  jwks: '{"keys": [{"kty": "RSA", "n": "a", "e": "AQAB", "d": "b"}]}'
                  caBundle: "-----BEGIN CERTIFICATE-----\\nnone"
                """))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("spec.url").contains("is no URL"),
            problem -> assertThat(problem).contains("spec.jwksUri").contains("keep one of the two"),
            problem ->
                assertThat(problem).contains("spec.caBundle").contains("keep one of the two"),
            problem -> assertThat(problem).contains("spec.jwks").contains("private or secret key"),
            problem -> assertThat(problem).contains("spec.caBundle").contains("PEM"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://ci.example.com, 1, 1, true",
    "https://ci.example.com, 100, 255, true",
    "https://ci.example.com, 0, 1, false",
    "https://ci.example.com, 101, 1, false",
    "https://ci.example.com, 1, 256, false",
    "https://ci.example.com, 1, 0, false",
    "http://ci.example.com, 1, 1, false",
    "https://ci.example.com?a=b, 1, 1, false",
    "https://ci.example.com/#a, 1, 1, false",
    "https://, 1, 1, false",
  })
  void providersHaveIamsLimits(String url, int ids, int length, boolean right)
      throws JsonException {
    List<String> problems = problems(provider(url, ids, length));
    assertThat(problems.isEmpty()).as(problems.toString()).isEqualTo(right);
  }

  @Test
  void providersHaveUrlsOf255Characters() throws JsonException {
    String url = "https://ci.example.com/" + "a".repeat(232);

    assertThat(problems(provider(url, 1, 1))).isEmpty();
    assertThat(problems(provider(url + "a", 1, 1))).isNotEmpty();
  }

  @Test
  void providersHaveEachClientIdOnce() throws JsonException {
    String twice = provider("https://ci.example.com", 1, 1).replace("['0']", "['0', '0']");

    assertThat(problems(twice)).singleElement().asString().contains("clientIds[1]", "keep one");
  }

  private static String provider(String url, int ids, int length) {
    return """
    apiVersion: rolecall.dev/v1alpha1
    kind: OIDCProvider
    metadata: {name: ci}
    spec:
      url: "%s"
      clientIds: %s
    """
        .formatted(
            url,
            IntStream.range(0, ids)
                .mapToObj(id -> length == 0 ? "''" : ("'%0" + length + "d'").formatted(id))
                .toList());
  }

  /** By any other label a node could give itself the role. */
  @Test
  void instanceProfilesSelectNodesByLabelsThatNoKubeletCanSet() throws JsonException {
    String profile =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: InstanceProfile
        metadata: {name: web}
        spec:
          role: %s
          nodeSelector: {matchLabels: {%s}}
        """;
    String role = "arn:aws:iam::111111111111:role/node";
    String good = "node-restriction.kubernetes.io/pool: web";

    assertThat(problems(profile.formatted(role, good))).isEmpty();
    assertThat(problems(profile.formatted(role, good + ", kubernetes.io/os: linux")))
        .singleElement()
        .asString()
        .contains("kubernetes.io/os", "a kubelet may give itself this label");
    assertThat(problems(profile.formatted(role, "node-restriction.kubernetes.io.evil/pool: web")))
        .hasSize(1);
    assertThat(problems(profile.formatted(role, "node-restriction.kubernetes.io/: web")))
        .hasSize(1);
    assertThat(problems(profile.formatted(role, good + "..."))).hasSize(1);
    assertThat(problems(profile.formatted(role, ""))).singleElement().asString().contains("one");
    assertThat(problems(profile.formatted("node", good))).isNotEmpty();
    assertThat(problems(profile.formatted(role + "//x", good))).hasSize(1);
  }

  @Test
  void managedPoliciesHaveTheQuotaOfIam() throws JsonException {
    String policy =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMPolicy
        metadata: {name: large}
        spec:
          document:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::%s"}]
        """;
    assertThat(problems(policy.formatted("b".repeat(6000)))).isEmpty();
    assertThat(problems(policy.formatted("b".repeat(6100))))
        .singleElement()
        .asString()
        .contains("at most 6144 characters");
  }

  @Test
  void inlinePoliciesOfARoleHaveOneQuotaTogether() throws JsonException {
    String policies =
        TRUST
            + """
              policies:
                - name: a
                  document: {Statement: {Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::%1$s"}}
                - name: b
                  document: {Statement: {Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::%1$s"}}
            """;

    assertThat(problems(role(policies.formatted("b".repeat(5_000))))).isEmpty();
    assertThat(problems(role(policies.formatted("b".repeat(5_100)))))
        .singleElement()
        .asString()
        .startsWith("spec.policies (line 9, column 5): the inline policies of a role together have")
        .contains("at most 10240", "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA");
  }

  @Test
  void raisedQuotasTakeWhatAwsWouldNot() throws JsonException {
    String trust =
        TRUST.replace(
            "Action: \"sts:AssumeRole\"}",
            "Action: \"sts:AssumeRole\", Condition: {StringLike: {\"aws:PrincipalTag/a\": \"%s\"}}}"
                .formatted("x".repeat(3_000)));
    JsonValue tree = tree(role(trust));

    assertThat(problems(role(trust)))
        .singleElement()
        .asString()
        .contains("POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA");
    assertThat(ManifestReader.read(PolicyQuotas.AWS_DEFAULTS.with("trust-policy", 4_096), tree))
        .isInstanceOf(ManifestReading.Read.class);
  }

  @Test
  void policyInATextIsRefusedWithAWayOut() throws JsonException {
    assertThat(problems(role("  trustPolicy: |\n    {\"Statement\": []}\n")))
        .containsExactly(
            "spec.trustPolicy (line 5, column 16): must be an object, not text; leave its quotes or"
                + " '|' out, JSON is YAML too");
  }

  @Test
  void otherThingsAreNoResources() throws JsonException {
    assertThat(problems("[]")).singleElement().asString().contains("must be an object");
    assertThat(problems("kind: IAMRole\napiVersion: rolecall.dev/v2"))
        .singleElement()
        .asString()
        .contains("must be rolecall.dev/v1alpha1");
    assertThat(problems("kind: Rol\napiVersion: rolecall.dev/v1alpha1"))
        .singleElement()
        .asString()
        .contains("must be one of Account, IAMRole");
  }

  @Test
  void typedObjectsAreReadAsStrictly() {
    IAMRole role =
        Serialization.unmarshal(role("  permissionBoundary: Limit\n" + TRUST), IAMRole.class);

    assertThat(ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, role))
        .isInstanceOfSatisfying(
            ManifestReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .startsWith("spec.permissionBoundary: unknown field"));
    role.getSpec().getUnknownFields().clear();
    assertThat(ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, role))
        .isInstanceOf(ManifestReading.Read.class);
  }

  private static List<String> problems(String yaml) throws JsonException {
    return switch (ManifestReader.read(tree(yaml))) {
      case ManifestReading.Read read -> List.of();
      case ManifestReading.Refused refused ->
          refused.problems().stream().map(ManifestProblem::toString).toList();
    };
  }

  private static JsonValue tree(String yaml) throws JsonException {
    return Yaml.parse(yaml).getFirst();
  }

  private static String role(String spec) {
    return """
    apiVersion: rolecall.dev/v1alpha1
    kind: IAMRole
    metadata: {name: reports}
    spec:
    %s\
    """
        .formatted(spec);
  }
}
