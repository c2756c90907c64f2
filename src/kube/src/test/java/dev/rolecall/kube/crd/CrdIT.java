package dev.rolecall.kube.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrdIT {
  private static ApiServer server;

  @BeforeAll
  static void applyDefinitions() throws Exception {
    server = ApiServer.start();
    server.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void unknownFieldsAreKeptForTheWebhookToSee() {
    IAMRole created =
        create(
            """
            metadata: {name: unknown-fields}
            spec:
              permissionBoundary: Limit
              trustPolicy: {Version: "2012-10-17", Statemnt: []}
              policies: [{name: p, document: {Statement: []}, documnt: 1}]
            """);

    assertThat(created.getSpec().getUnknownFields()).containsEntry("permissionBoundary", "Limit");
    assertThat(created.getSpec().getTrustPolicy()).containsKey("Statemnt");
    assertThat(created.getSpec().getPolicies().getFirst().getUnknownFields())
        .containsEntry("documnt", 1);
  }

  @Test
  void typedUpdateDropsNoUnknownField() {
    IAMRole created =
        create("metadata: {name: round-trip}\nspec: {trustPolicy: {}, extra: {a: [1]}}");
    created.getSpec().setDescription("changed");

    server.client().resource(created).update();

    IAMRole read =
        server
            .client()
            .resources(IAMRole.class)
            .inNamespace("default")
            .withName("round-trip")
            .require();
    assertThat(read.getSpec().getDescription()).isEqualTo("changed");
    assertThat(read.getSpec().getUnknownFields()).containsKey("extra");
    assertThat(read.getSpec().getTrustPolicy()).isEmpty();
  }

  @Test
  void defaultsAreFilledIn() {
    IAMRole created = create("metadata: {name: defaults}\nspec: {trustPolicy: {}}");

    assertThat(created.getSpec().getPath()).isEqualTo("/");
    assertThat(created.getSpec().getMaxSessionDuration()).isEqualTo(3600);
  }

  @Test
  void valuesOutsideTheLimitsAreRefused() {
    assertThatThrownBy(() ->
            create(
                """
                metadata: {name: limits}
                spec:
                  trustPolicy: {}
                  maxSessionDuration: 60
                  path: team
                  roleName: a b
                  tags: [{key: a, value: b}, {key: a, value: c}]
                """))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.maxSessionDuration")
        .hasMessageContaining("spec.path")
        .hasMessageContaining("spec.roleName")
        .hasMessageContaining("spec.tags");
    assertThatThrownBy(() -> create("metadata: {name: trustless}\nspec: {}"))
        .hasMessageContaining("spec.trustPolicy");
    assertThatThrownBy(() -> create("metadata: {name: spec-less}"))
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void kubectlExplainsEveryKindAndField() throws Exception {
    for (String kind :
        List.of(
            "account",
            "iamrole",
            "iampolicy",
            "oidcprovider",
            "roleassociation",
            "instanceprofile")) {
      assertThat(explained(kind + ".spec"))
          .contains("What is wished for.")
          .doesNotContain("<no description>", "null");
    }
    assertThat(explained("iamrole.spec"))
        .contains("Who may wear the role")
        .containsPattern("trustPolicy\\s+<[Oo]bject> -required-");
    assertThat(explained("iamrole.status.conditions")).doesNotContain("<no description>");
  }

  @Test
  void shortNamesAndColumnsWork() throws Exception {
    create("metadata: {name: listed}\nspec: {trustPolicy: {}}");

    for (String name : List.of("acct", "ir", "iampol", "oidcp", "ra", "iprof", "rolecall")) {
      server.kubectl("get", name);
    }
    assertThat(server.kubectl("get", "ir", "listed", "-o", "wide"))
        .containsSubsequence("NAME", "ARN", "MAX SESSION", "READY", "REASON", "AGE")
        .contains("3600");
  }

  /** The server publishes what it explains with a short delay. */
  private static String explained(String path) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(IOException.class)
        .until(() -> server.kubectl("explain", path), text -> text.contains("DESCRIPTION"));
  }

  private static IAMRole create(String yaml) {
    IAMRole role =
        Serialization.unmarshal(
            "apiVersion: rolecall.dev/v1alpha1\nkind: IAMRole\n" + yaml, IAMRole.class);
    return server.client().resource(role).create();
  }
}
