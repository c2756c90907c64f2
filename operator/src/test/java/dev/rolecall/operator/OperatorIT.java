package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.HeldRoles;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.testkit.ApiServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator against a real API server, which calls its webhooks. */
@ExtendWith(OperatorCluster.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorIT {
  private static final String LABEL = "rolecall.dev/account";

  private ApiServer api;
  private KubernetesClient client;
  private OperatorObjects objects;
  private RunningOperator operator;

  @BeforeAll
  void start(OperatorCluster cluster) {
    api = cluster.api();
    client = cluster.client();
    objects = cluster.objects();
    operator = cluster.operator();
  }

  @Test
  void givesRolesTheirArnAndIdAndNamespacesTheirLabel() {
    objects.account("100000000001", "arn-team");
    IAMRole role =
        client
            .resource(objects.role("arn-team", "reports", "roleName: Reports\n  path: /team/"))
            .create();

    IAMRole ready = objects.until(role, condition -> "True".equals(condition.getStatus()));
    assertThat(ready.getStatus().getArn()).isEqualTo("arn:aws:iam::100000000001:role/team/Reports");
    assertThat(ready.getStatus().getRoleId())
        .isEqualTo(RoleId.ofUid(role.getMetadata().getUid()).toString());
    assertThat(ready.getStatus().getObservedGeneration())
        .isEqualTo(ready.getMetadata().getGeneration());
    labelled("arn-team", "100000000001");
  }

  @Test
  void holdsTheRolesThatATrustPolicyNamesAndNotThoseThatTakeTheirNames() {
    objects.account("100000000021", "trusting-team");
    objects.account("100000000022", "trusted-team");
    IAMRole trusting =
        client
            .resource(
                objects.trusting(
                    "trusting-team", "archive", "arn:aws:iam::100000000022:role/deploy"))
            .create();
    objects.until(trusting, condition -> condition.getReason().equals("TrustedRoleNotFound"));

    IAMRole first = client.resource(objects.role("trusted-team", "deploy", "")).create();
    IAMRole held = objects.until(trusting, condition -> "True".equals(condition.getStatus()));
    assertThat(heldIn(held)).contains(id(first));

    client.resource(first).delete();
    IAMRole again = client.resource(objects.role("trusted-team", "deploy", "")).create();
    IAMRole orphan =
        objects.until(held, condition -> condition.getMessage().contains(id(again) + " now"));
    assertThat(OperatorObjects.ready(orphan).getReason()).isEqualTo("TrustedRoleReplaced");
    assertThat(OperatorObjects.ready(orphan).getMessage())
        .contains(id(first), "kubectl annotate iamrole -n trusting-team archive");
    assertThat(heldIn(orphan)).contains(id(first)).doesNotContain(id(again));

    // Whoever may write the status alone forges nothing.
    orphan.getMetadata().setAnnotations(Map.of(HeldRoles.ANNOTATION, "{}"));
    assertThat(heldIn(client.resource(orphan).updateStatus())).contains(id(first));

    client
        .resource(orphan)
        .edit(role -> {
          role.getMetadata().getAnnotations().remove(HeldRoles.ANNOTATION);
          return role;
        });
    IAMRole anew = objects.until(held, condition -> "True".equals(condition.getStatus()));
    assertThat(heldIn(anew)).contains(id(again)).doesNotContain(id(first));
  }

  private static String heldIn(IAMRole role) {
    return HeldRoles.annotation(role).orElse("");
  }

  private static String id(IAMRole role) {
    return RoleId.ofUid(role.getMetadata().getUid()).toString();
  }

  @Test
  void takesTheLabelAwayWithTheAccount() {
    Account account = objects.account("100000000003", "leaving-team", "staying-team");
    labelled("leaving-team", "100000000003");
    account.getSpec().setNamespaces(List.of("staying-team"));
    account.getMetadata().setResourceVersion(null);
    client.resource(account).update();
    unlabelled("leaving-team");
    labelled("staying-team", "100000000003");
    client.resource(account).delete();
    unlabelled("staying-team");
  }

  @Test
  void putsALabelRightThatSomebodyElseWrote() {
    objects.account("100000000004", "mine-team");
    labelled("mine-team", "100000000004");
    client
        .namespaces()
        .withName("mine-team")
        .edit(n ->
            new NamespaceBuilder(n)
                .editMetadata()
                .addToLabels(LABEL, "999999999999")
                .endMetadata()
                .build());
    labelled("mine-team", "100000000004");
    objects.namespace("nobodys-team");
    client
        .namespaces()
        .withName("nobodys-team")
        .edit(n ->
            new NamespaceBuilder(n)
                .editMetadata()
                .addToLabels(LABEL, "100000000004")
                .endMetadata()
                .build());
    unlabelled("nobodys-team");
  }

  @Test
  void refusesAFieldThatIsMisspelt() {
    objects.namespace("raw-team");
    assertThatThrownBy(() ->
            client.raw(
                "/apis/rolecall.dev/v1alpha1/namespaces/raw-team/iamroles",
                "POST",
                """
                {"apiVersion": "rolecall.dev/v1alpha1", "kind": "IAMRole",
                 "metadata": {"name": "unbounded", "namespace": "raw-team"},
                 "spec": {"permissionBoundary": "limits", "trustPolicy": {"Version": "2012-10-17",
                   "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                     "Principal": {"Service": "pods.eks.amazonaws.com"}}]}}}
                """))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.permissionBoundary")
        .hasMessageContaining("permissionsBoundary");
    assertThat(client.resources(IAMRole.class).inNamespace("raw-team").list().getItems()).isEmpty();
  }

  @Test
  void refusesAnInvalidPolicyWithItsPlaceAndReason() {
    objects.namespace("invalid-team");
    IAMPolicy policy = objects.policy("invalid-team", "broken");
    policy
        .getSpec()
        .setDocument(
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                    Map.of(
                        "Effect",
                        "Allow",
                        "Action",
                        "s3:GetObject",
                        "Resource",
                        "*",
                        "Condition",
                        Map.of("StringEqual", Map.of("aws:PrincipalTag/team", "a"))))));
    assertThatThrownBy(() -> client.resource(policy).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.document")
        .hasMessageContaining("StringEqual");
  }

  @Test
  void saysWhichInstanceProfileIsInUseAndRefusesThoseThatAKubeletCouldChoose() {
    objects.account("100000000031", "node-team");
    String role = "arn:aws:iam::100000000031:role/storage";
    String label = "node-restriction.kubernetes.io/team";
    InstanceProfile first = client.resource(OperatorObjects.profile("first", label, role)).create();
    objects.until(first, condition -> condition.getReason().equals("RoleNotFound"));
    client.resource(objects.role("node-team", "storage", "")).create();
    objects.until(first, condition -> "True".equals(condition.getStatus()));

    InstanceProfile second =
        client.resource(OperatorObjects.profile("second", label, role)).create();
    InstanceProfile late =
        objects.until(second, condition -> condition.getReason().equals("DuplicateNodeSelector"));
    assertThat(OperatorObjects.ready(late).getMessage()).contains("'first'");
    client.resource(first).delete();
    objects.until(second, condition -> "True".equals(condition.getStatus()));

    InstanceProfile loose = OperatorObjects.profile("loose", "team", role);
    assertThatThrownBy(() -> client.resource(loose).create())
        .hasMessageContaining("node-restriction.kubernetes.io/");
  }

  @Test
  void injectsPodsOfAnAccountsNamespace() {
    objects.account("100000000007", "pod-team");
    labelled("pod-team", "100000000007");
    objects.serviceAccount("pod-team", "app", Map.of());
    Pod pod =
        client.resource(objects.pod("pod-team", "app", "rolecall.dev/mode: sidecar")).create();
    assertThat(pod.getSpec().getContainers().stream().map(Container::getName))
        .containsExactly("app", "rolecall-agent");
    assertThat(variable(pod, 0, "AWS_CONTAINER_CREDENTIALS_FULL_URI"))
        .contains("http://127.0.0.1:8481/v1/credentials");
    assertThat(variable(pod, 1, "ROLECALL_STS_CA")).get().asString().startsWith("-----BEGIN CERT");
  }

  @Test
  void givesPodsOfAnEksServiceAccountTheirRole() {
    objects.account("100000000008", "eks-team");
    labelled("eks-team", "100000000008");
    String arn = "arn:aws:iam::100000000008:role/eks";
    objects.serviceAccount("eks-team", "app", Map.of("eks.amazonaws.com/role-arn", arn));
    Pod pod = client.resource(objects.pod("eks-team", "app", "team: a")).create();
    assertThat(variable(pod, 0, "AWS_ROLE_ARN")).contains(arn);
  }

  @Test
  void refusesPodsOfAModeThatThereIsNot() {
    objects.account("100000000009", "mode-team");
    labelled("mode-team", "100000000009");
    objects.serviceAccount("mode-team", "app", Map.of());
    assertThatThrownBy(() ->
            client.resource(objects.pod("mode-team", "app", "rolecall.dev/mode: magic")).create())
        .hasMessageContaining("'magic'")
        .hasMessageContaining("node, sidecar, web-identity, ecs");
  }

  @Test
  void leavesOtherNamespacesAndSkippedPodsAlone() {
    objects.namespace("foreign-team");
    objects.serviceAccount("foreign-team", "app", Map.of());
    Pod foreign = client.resource(objects.pod("foreign-team", "app", "a: b")).create();
    assertThat(foreign.getSpec().getContainers().getFirst().getEnv()).isEmpty();

    objects.account("100000000010", "skip-team");
    labelled("skip-team", "100000000010");
    objects.serviceAccount("skip-team", "app", Map.of());
    Pod skipped = objects.pod("skip-team", "app", "a: b");
    skipped.getMetadata().setLabels(Map.of("rolecall.dev/skip", "true"));
    assertThat(client.resource(skipped).create().getSpec().getContainers().getFirst().getEnv())
        .isEmpty();
  }

  @Test
  void makesTheSecretsOfStsAndItsKeys() {
    for (String name :
        List.of(
            "rolecall-ca", "rolecall-sts-tls", "rolecall-webhook-tls", "rolecall-session-keys")) {
      assertThat(client.secrets().inNamespace("rolecall-system").withName(name).get())
          .as(name)
          .isNotNull();
    }
    assertThat(operator.output()).doesNotContain("PRIVATE KEY").doesNotContain("\"k\":");
    assertThat(client.configMaps().inNamespace("rolecall-system").withName("rolecall-sts-ca").get())
        .satisfies(bundle ->
            assertThat(bundle.getData().get("ca.crt")).startsWith("-----BEGIN CERTIFICATE"));
  }

  @Test
  void doesNotStartWithBadSettings() throws Exception {
    try (RunningOperator bad =
        RunningOperator.start(
            api,
            0,
            "-Drolecall.webhook.agent-image=agent:1",
            "-Drolecall.webhook.default-mode=magic",
            "-Drolecall.webhook.sts-url=http://sts")) {
      assertThat(bad.exitCode()).isNotZero();
      assertThat(bad.output())
          .contains("rolecall.webhook.default-mode is 'magic'")
          .contains("rolecall.webhook.sts-url");
    }
  }

  private static Optional<String> variable(Pod pod, int container, String name) {
    return pod.getSpec().getContainers().get(container).getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst();
  }

  private void labelled(String namespace, String account) {
    waitFor(namespace, now -> account.equals(labels(now).get(LABEL)));
  }

  private void unlabelled(String namespace) {
    waitFor(namespace, now -> !labels(now).containsKey(LABEL));
  }

  private void waitFor(String namespace, Predicate<Namespace> condition) {
    client.namespaces().withName(namespace).waitUntilCondition(condition, 30, TimeUnit.SECONDS);
  }

  private static Map<String, String> labels(Namespace namespace) {
    return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
  }
}
