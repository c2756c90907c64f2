package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What an Account says limits a session that was issued before, at once: its guardrails by level,
 * its permissions boundary, its suspension, and the label by which it has the namespace. In order:
 * each test begins with what the one before it wrote.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardrailsIT {
  private static final String PLAIN = "spec: {accountId: \"111111111111\", namespaces: [acme]}";
  private static final String NAMESPACE =
      "%s\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: acme, labels: {tenant: %s}}";
  private static final String ALL = "{Effect: Allow, Action: \"*\", Resource: \"*\"}";
  private static final String COMPUTE = "{Effect: Allow, Action: \"ec2:*\", Resource: \"*\"}";
  private static final String NO_READS =
      ALL + ", {Effect: Deny, Action: \"s3:Get*\", Resource: \"*\"}";

  private static EmbeddedSts sts;
  private static AwsSessionCredentials session;
  private static String account = PLAIN;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    session =
        Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter("pods.eks.amazonaws.com")));
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  @Order(1)
  void withoutGuardrailsTheRolesPoliciesDecide() throws Exception {
    assertThat(decision()).isEqualTo("Allow");
  }

  @Test
  @Order(2)
  void everyLevelMustAllow() throws Exception {
    become(guardrails(ALL, ALL));
    assertThat(decision()).isEqualTo("Allow");
    become(guardrails(ALL, COMPUTE));
    assertThat(decision()).startsWith("Deny");
  }

  @Test
  @Order(3)
  void noLevelMayDeny() throws Exception {
    become(guardrails(NO_READS, ALL));
    assertThat(decision()).startsWith("Deny");
  }

  @Test
  @Order(4)
  void theAccountsBoundaryLimitsEveryRole() throws Exception {
    become(with("permissionsBoundary: " + document(COMPUTE)));
    assertThat(decision()).startsWith("Deny");
  }

  @Test
  @Order(5)
  void suspensionEndsTheSession() throws Exception {
    become(with("suspended: true"));
    assertThat(decision()).startsWith("Deny");
    assertThat(sts.podIdentity(sts.agent(), sts.reporter("pods.eks.amazonaws.com")).statusCode())
        .isNotEqualTo(200);
  }

  @Test
  @Order(6)
  void theSessionLivesAgainInANamespaceThatTheAccountSelects() throws Exception {
    String selecting =
        PLAIN.replace("namespaces: [acme]", "namespaceSelector: {matchLabels: {tenant: acme}}");
    become(NAMESPACE.formatted(selecting, "acme"));
    assertThat(decision()).isEqualTo("Allow");
    assertThat(sts.podIdentity(sts.agent(), sts.reporter("pods.eks.amazonaws.com")).statusCode())
        .isEqualTo(200);
  }

  private static String guardrails(String root, String unit) {
    return with(
        "guardrails: [{name: root, policies: [{name: root, document: %s}]},"
                .formatted(document(root))
            + " {name: unit, policies: [{name: unit, document: %s}]}]".formatted(document(unit)));
  }

  private static String document(String statements) {
    return "{Version: \"2012-10-17\", Statement: [" + statements + "]}";
  }

  private static String with(String more) {
    return PLAIN.replace("[acme]}", "[acme], " + more + "}");
  }

  private static void become(String spec) throws Exception {
    sts.restartWith("acme.yaml", account, spec);
    account = spec;
  }

  private static String decision() throws Exception {
    String answer = Doors.authorize(sts, session).body();
    return answer.contains("\"decision\":\"Allow\"") ? "Allow" : "Deny: " + answer;
  }
}
