package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDirectoriesTest {
  private static final String OWN_ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final String ACCOUNT =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: acme}
      spec: {accountId: "111111111111", namespaces: [default, acme]}
      """;
  private static final String ROLE =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: IAMRole
      metadata: {name: reports, namespace: acme}
      spec:
        path: /team/
        trustPolicy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {Service: pods.eks.amazonaws.com}
              Action: [sts:AssumeRole, sts:TagSession]
      """;

  @TempDir Path folder;

  @Test
  void quickstartLoads() throws Exception {
    try (Directories directories =
        FolderDirectories.load(
            List.of(ProjectFiles.root().resolve("examples/quickstart")),
            Set.of(OWN_ISSUER),
            PolicyQuotas.AWS_DEFAULTS,
            Clock.systemUTC())) {
      assertThat(directories.ready()).isTrue();
      assertThat(directories.resources().accountOf("acme")).isPresent();
      assertThat(directories.resources().role(new AccountId("111111111111"), "reports"))
          .isPresent();
      assertThat(directories.resources().associations("acme")).hasSize(1);
    }
  }

  @Test
  void objectsAreCompletedAsAnApiServerWould() throws Exception {
    write("a/all.yaml", ACCOUNT + "---\n" + ROLE);
    write(
        "b.yml",
        """
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: web, image: web}]}
          - apiVersion: v1
            kind: ServiceAccount
            metadata: {name: default, annotations: {"rolecall.dev/role": reports}}
        """);

    Directories directories = load();

    String roleUid = nameUid("iamrole acme/reports");
    assertThat(directories.resources().role(RoleId.ofUid(roleUid)))
        .get()
        .satisfies(role ->
            assertThat(role.arn())
                .isEqualTo(new RoleArn(new AccountId("111111111111"), "/team/", "reports")));
    String podUid = nameUid("pod default/web");
    assertThat(directories.workloads().find(podUid))
        .asInstanceOf(type(Lookup.Living.class))
        .satisfies(living -> {
          assertThat(living.workload().node()).isEqualTo("embedded");
          assertThat(living.workload().serviceAccount())
              .isEqualTo(new ServiceAccountRef("default", "default"));
          assertThat(living.workload().serviceAccountAnnotations())
              .containsEntry("rolecall.dev/role", "reports");
        });
    assertThat(directories.workloads().find("other")).isInstanceOf(Lookup.Unknown.class);
  }

  @Test
  void everyProblemIsReportedWithFileAndLine() throws Exception {
    write("account.yaml", ACCOUNT);
    write(
        "role.yaml",
        ROLE.replace("path: /team/", "path: /team/\n  permissionBoundary: Limit")
            .replace("sts:TagSession", "sts:Nonsense"));
    write("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");
    write("broken.yaml", "a: [1\nb: 2\n");
    write(
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {serviceAcountName: x}\n");
    write(
        "id.yaml",
        ACCOUNT.replace("\"111111111111\"", "222222222222").replace("name: acme", "name: b"));

    assertThatThrownBy(this::load)
        .isInstanceOf(ManifestException.class)
        .satisfies(thrown ->
            assertThat(((ManifestException) thrown).problems())
                .anyMatch(line ->
                    line.contains("role.yaml:6: spec.permissionBoundary: unknown field")
                        && line.contains("did you mean permissionsBoundary?"))
                .anyMatch(line ->
                    line.contains("role.yaml:1")
                        && line.contains("spec.trustPolicy.Statement[0].Action"))
                .anyMatch(line -> line.contains("deployment.yaml:1: kind 'Deployment'"))
                .anyMatch(line -> line.contains("broken.yaml:2: is no YAML"))
                .anyMatch(line -> line.contains("pod.yaml:1: spec.serviceAcountName: unknown"))
                .anyMatch(line ->
                    line.contains("id.yaml:4: spec.accountId: must be text, not a number")
                        && line.contains("put it in quotes")));
  }

  @Test
  void referencesToNothingAreRefused() throws Exception {
    write("account.yaml", ACCOUNT);
    write("role.yaml", ROLE.replace("path: /team/", "permissionsBoundary: Limit"));

    assertThatThrownBy(this::load)
        .hasMessageContaining("role.yaml:1: IAMRole 'reports': the permissions boundary 'Limit'");
  }

  @Test
  void sameObjectTwiceIsRefused() throws Exception {
    write("account.yaml", ACCOUNT);
    write("a.yaml", ROLE);
    write("b.yaml", ROLE);

    assertThatThrownBy(this::load)
        .hasMessageContaining("b.yaml:1: IAMRole 'reports' is in")
        .hasMessageContaining("a.yaml:1 too");
  }

  @Test
  void fieldsOfAPodThatAreGivenTwiceAreRefused() throws Exception {
    write(
        "pod.yaml",
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, annotations: {"rolecall.dev/role": a, "rolecall.dev/role": b}}
        spec: {serviceAccountName: x, serviceAccountName: y}
        """);

    assertThatThrownBy(this::load)
        .hasMessageContaining("pod.yaml:3: metadata.annotations['rolecall.dev/role']: given twice")
        .hasMessageContaining("pod.yaml:4: spec.serviceAccountName: given twice");
  }

  @Test
  void uidsAreTextAndNotShared() throws Exception {
    write("account.yaml", ACCOUNT);
    write("a.yaml", ROLE.replace("{name: reports,", "{name: reports, uid: one,"));
    write("b.yaml", ROLE.replace("{name: reports,", "{name: audits, uid: one,"));
    write("c.yaml", ROLE.replace("{name: reports,", "{name: number, uid: 1,"));
    write("d.yaml", ROLE.replace("{name: reports,", "{name: empty, uid: '',"));

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .hasSize(3)
                    .anyMatch(line ->
                        line.contains("b.yaml:1: metadata.uid: the object in")
                            && line.contains("a.yaml:1 has this UID too"))
                    .anyMatch(line -> line.contains("c.yaml:3: metadata.uid: must be text"))
                    .anyMatch(line -> line.contains("d.yaml:3: metadata.uid: must be text")));
  }

  @Test
  void missingFolderIsRefused() {
    assertThatThrownBy(() ->
            FolderDirectories.load(
                List.of(folder.resolve("none")),
                Set.of(),
                PolicyQuotas.AWS_DEFAULTS,
                Clock.systemUTC()))
        .hasMessageContaining("there is no such folder");
  }

  private Directories load() throws ManifestException {
    return FolderDirectories.load(
        List.of(folder), Set.of(OWN_ISSUER), PolicyQuotas.AWS_DEFAULTS, Clock.systemUTC());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String nameUid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
