package dev.rolecall.operator.admission;

import static dev.rolecall.operator.fakes.Resources.account;
import static dev.rolecall.operator.fakes.Resources.role;
import static dev.rolecall.operator.fakes.Reviews.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.kube.resource.Guardrail;
import dev.rolecall.kube.resource.NamedPolicy;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.fakes.Reviews;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the lint, references and guardrails say of a resource, and what never changes. */
class ResourceRemarksTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ClusterState state = Resources.state(account("111111111111", "team"));
  private final ResourceAdmission admission =
      new ResourceAdmission(
          () -> Optional.of(state), Resources.RESERVED, PolicyQuotas.AWS_DEFAULTS);

  @Test
  void refusesWhatTheLintCallsAnError() {
    assertThat(
            refusal(
                create(
                    role(
                        "team",
                        "reader",
                        policies(
                            "{Effect: Allow, Action: 's3:GetObject', Resource: '*',"
                                + " Condition: {StringEquals: {'aws:TagKeys': a}}}")))))
        .startsWith("spec.policies[0].document.Statement")
        .contains("ForAnyValue:StringEquals", "[MISSING_QUALIFIER]");
  }

  @Test
  void warnsOfWhatTheLintWarnsOfWithPlaceAndFix() {
    assertThat(Reviews.warnings(create(role("team", "reader", allowing("iam:PassRole")))))
        .anySatisfy(warning ->
            assertThat(warning)
                .startsWith("spec.policies[0].document.Statement")
                .contains("List the roles under Resource")
                .endsWith("[PASS_ROLE_WITH_STAR_IN_RESOURCE]"));
  }

  @Test
  void warnsOfReferencesThatDangleAndSaysTheFix() {
    String more =
        "managedPolicies: [missing, read]\n  permissionsBoundary: nowhere\n  roleName: Reader";
    state = Resources.state(account("111111111111", "team"), Resources.policy("team", "read"));
    assertThat(Reviews.warnings(create(role("team", "reader", more))))
        .containsExactly(
            "spec.managedPolicies[0]: account 111111111111 has no IAMPolicy 'missing': create it, or"
                + " mend the name; the role works without it",
            "spec.permissionsBoundary: account 111111111111 has no IAMPolicy 'nowhere': create it,"
                + " or mend the name; until then the role may do nothing");
  }

  @Test
  void warnsOfAnAssociationsMissingRole() throws Exception {
    JsonNode association =
        MAPPER.readTree(
            """
            {"apiVersion": "rolecall.dev/v1alpha1", "kind": "RoleAssociation",
             "metadata": {"name": "a", "namespace": "team"},
             "spec": {"serviceAccounts": ["app"], "role": "missing"}}
            """);
    assertThat(Reviews.warnings(review("CREATE", association, MissingNode.getInstance())))
        .singleElement()
        .asString()
        .startsWith("spec.role: there is no role 'missing': create its IAMRole");
  }

  @Test
  void warnsOfRolesThatATaskDefinitionAndATaskNameAndThatAreNotThere() throws Exception {
    state = Resources.state(account("111111111111", "team"), role("team", "there", ""));
    JsonNode definition =
        MAPPER.readTree(
            """
            {"apiVersion": "rolecall.dev/v1alpha1", "kind": "TaskDefinition",
             "metadata": {"name": "a", "namespace": "team"},
             "spec": {"family": "a", "revision": 1, "taskRole": "gone", "executionRole": "gone-too",
                      "containerDefinitions": [{"name": "app", "image": "app:1"}]}}
            """);
    assertThat(warnings(definition))
        .containsExactly(
            "spec.taskRole: there is no role 'gone': create its IAMRole, or mend the name; until then"
                + " its tasks get no credentials",
            "spec.executionRole: there is no role 'gone-too': create its IAMRole, or mend the name;"
                + " until then its tasks wait");
    ((ObjectNode) definition.path("spec"))
        .put("taskRole", "there")
        .put("executionRole", "arn:aws:iam::222222222222:role/far");
    assertThat(warnings(definition))
        .containsExactly(
            "spec.executionRole: 'arn:aws:iam::222222222222:role/far' is not of account"
                + " 111111111111, which owns the namespace: its tasks wait for ever; name one that is");
    JsonNode task =
        MAPPER.readTree(
            """
            {"apiVersion": "rolecall.dev/v1alpha1", "kind": "Task",
             "metadata": {"name": "a", "namespace": "team"},
             "spec": {"taskDefinition": "a:1", "overrides": {"taskRole": "gone"}}}
            """);
    assertThat(warnings(task))
        .singleElement()
        .asString()
        .startsWith("spec.overrides.taskRole: there is no role 'gone'");
  }

  private List<String> warnings(JsonNode created) {
    return Reviews.warnings(review("CREATE", created, MissingNode.getInstance()));
  }

  /** Else a warning would tell which roles a stranger has. */
  @Test
  void saysNothingOfWhichRolesAnotherAccountHas() throws Exception {
    state =
        Resources.state(
            account("111111111111", "team"),
            account("222222222222", "far"),
            role("far", "there", ""),
            role("far", "there-too", ""));
    for (String name : List.of("there", "missing")) {
      JsonNode association =
          MAPPER.readTree(
              """
              {"apiVersion": "rolecall.dev/v1alpha1", "kind": "RoleAssociation",
               "metadata": {"name": "a", "namespace": "team"},
               "spec": {"serviceAccounts": ["app"], "role": "arn:aws:iam::222222222222:role/%1$s",
                        "targetRole": "arn:aws:iam::222222222222:role/%1$s-too"}}
              """
                  .formatted(name));
      assertThat(Reviews.warnings(review("CREATE", association, MissingNode.getInstance())))
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void refusesAnotherNameAndPathForARole() {
    JsonNode before = MAPPER.valueToTree(role("team", "reader", ""));
    JsonNode renamed = MAPPER.valueToTree(role("team", "reader", "roleName: writer"));
    assertThat(refusal(review("UPDATE", renamed, before)))
        .isEqualTo(
            "spec.roleName: a role's name never changes; it is 'reader': make a new IAMRole and"
                + " delete this one");
    JsonNode moved = MAPPER.valueToTree(role("team", "reader", "path: /a/"));
    assertThat(refusal(review("UPDATE", moved, before))).startsWith("spec.path: ");
    JsonNode said = MAPPER.valueToTree(role("team", "reader", "roleName: reader"));
    assertThat(Reviews.warnings(review("UPDATE", said, before))).isEmpty();
  }

  @Test
  void warnsOfWhatTheAccountsGuardrailsNeverAllow() {
    var limited = account("111111111111", "team");
    limited.getSpec().setGuardrails(List.of(guardrail("s3:*")));
    state = Resources.state(limited);
    assertThat(
            Reviews.warnings(
                create(role("team", "reader", allowing("s3:GetObject', 'ec2:RunInstances")))))
        .contains(
            "spec.policies[0].document.Statement[0]: level 1 of the guardrails of Account"
                + " 'account-111111111111' does not allow ec2:RunInstances; remove it here, or have"
                + " it allowed there");
    assertThat(Reviews.warnings(create(role("team", "reader", allowing("s3:GetObject")))))
        .noneMatch(warning -> warning.contains("guardrails"));
  }

  private static Guardrail guardrail(String action) {
    NamedPolicy policy = new NamedPolicy();
    policy.setName("only");
    policy.setDocument(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            Map.of("Effect", "Allow", "Action", action, "Resource", "*")));
    Guardrail level = new Guardrail();
    level.setName("root");
    level.setPolicies(List.of(policy));
    return level;
  }

  private static String allowing(String action) {
    return policies("{Effect: Allow, Action: ['" + action + "'], Resource: '*'}");
  }

  private static String policies(String statement) {
    return "policies: [{name: p, document: {Version: '2012-10-17', Statement: ["
        + statement
        + "]}}]";
  }

  private AdmissionAnswer create(HasMetadata object) {
    return review("CREATE", MAPPER.valueToTree(object), MissingNode.getInstance());
  }

  private AdmissionAnswer review(String operation, JsonNode object, JsonNode before) {
    return Reviews.answer(admission, Reviews.request(operation, object, before));
  }
}
