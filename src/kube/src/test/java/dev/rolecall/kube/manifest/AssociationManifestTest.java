package dev.rolecall.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.JsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssociationManifestTest {
  @Test
  void mayUseAllItsFields() throws JsonException {
    assertThat(
            problems(
                """
                  role: web
                  targetRole: arn:aws:iam::222222222222:role/far
                  priority: -7
                  disableSessionTags: true
                  podSelector:
                    matchLabels: {app.kubernetes.io/name: web, empty: ""}
                    matchExpressions:
                    - {key: tier, operator: In, values: [a, b]}
                    - {key: tier, operator: NotIn, values: [c]}
                    - {key: track, operator: Exists}
                    - {key: legacy, operator: DoesNotExist}
                  tags:
                  - {key: where, value: "${cluster.name}/${kubernetes.namespace}"}
                """))
        .isEmpty();
  }

  @Test
  void hasAPurpose() throws JsonException {
    assertThat(problems("")).singleElement().asString().contains("does nothing");
    assertThat(problems("  role: web\n")).isEmpty();
  }

  @Test
  void refusesWhatGoesWithARoleWithoutOne() throws JsonException {
    assertThat(
            problems(
                """
                  tags: [{key: team, value: a}]
                  priority: 1
                  disableSessionTags: true
                  targetRole: arn:aws:iam::222222222222:role/far
                """))
        .satisfiesExactly(
            priority -> assertThat(priority).startsWith("spec.priority (").contains("goes with"),
            target -> assertThat(target).startsWith("spec.targetRole (").contains("spec.role"),
            tags -> assertThat(tags).startsWith("spec.disableSessionTags ("));
    // As an API server stores it.
    assertThat(problems("  tags: [{key: team, value: a}]\n  disableSessionTags: false\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "role: 'arn:aws:iam::111111111111:role//a', spec.role, no role's ARN",
    "'role: a, targetRole: b', spec.targetRole, must match",
    "'role: a, targetRole: arn:aws:iam::222222222222:role//x', spec.targetRole, no role's ARN",
    "'role: arn:aws:iam::222222222222:role/x, targetRole: arn:aws:iam::222222222222:role/x', spec.targetRole, is spec.role itself",
    "'role: a, priority: high', spec.priority, must be",
    "'role: a, priority: 1000001', spec.priority, 1000000",
    "'role: a, tags: [{key: k, value: \"${kubernetes.labels.x}\"}]', spec.tags[0].value, nothing that is attested",
    "'role: a, tags: [{key: k, value: \"$$\"}]', spec.tags[0].value, '${kubernetes.namespace}'",
    "'role: a, tags: [{key: kubernetes-namespace, value: x}]', spec.tags[0].key, reserved",
    "'role: a, podSelector: {matchLabels: {\"a b\": c}}', 'spec.podSelector.matchLabels[''a b'']', no label's key",
    "'role: a, podSelector: {matchLabels: {a: \"b c\"}}', spec.podSelector.matchLabels.a, no label's value",
    "'role: a, podSelector: {matchExpressions: [{key: a, operator: In}]}', spec.podSelector.matchExpressions[0].values, at least one value",
    "'role: a, podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}', spec.podSelector.matchExpressions[0].values, has no values",
    "'role: a, podSelector: {matchExpressions: [{key: a, operator: Is}]}', spec.podSelector.matchExpressions[0].operator, must match",
    "'role: a, podSelector: {matchExpression: []}', spec.podSelector.matchExpression, did you mean matchExpressions",
  })
  void saysWhereAndWhatIsWrong(String fields, String place, String message) throws JsonException {
    assertThat(inOneLine(fields))
        .anySatisfy(problem -> assertThat(problem).startsWith(place + " (").contains(message));
  }

  /** In flow style, so that a case is one line. */
  private static List<String> inOneLine(String fields) throws JsonException {
    return of(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: RoleAssociation
        metadata: {name: web}
        spec: {serviceAccounts: ["web-*"], %s}
        """
            .formatted(fields));
  }

  private static List<String> problems(String fields) throws JsonException {
    return of(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: RoleAssociation
        metadata: {name: web}
        spec:
          serviceAccounts: ["web-*"]
        """
            + fields);
  }

  private static List<String> of(String yaml) throws JsonException {
    return switch (ManifestReader.read(Yaml.parse(yaml).getFirst())) {
      case ManifestReading.Read read -> List.of();
      case ManifestReading.Refused refused ->
          refused.problems().stream().map(ManifestProblem::toString).toList();
    };
  }
}
