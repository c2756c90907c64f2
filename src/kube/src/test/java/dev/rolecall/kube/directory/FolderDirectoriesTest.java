package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rolecall.directory.Role;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.Statement;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderDirectoriesTest {
  private static final String OWN_ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final Reserved RESERVED = Reserved.issuers(Set.of(OWN_ISSUER));
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
            RESERVED,
            PolicyQuotas.AWS_DEFAULTS,
            Clock.systemUTC())) {
      assertThat(directories.ready()).isTrue();
      assertThat(directories.resources().accountOf("acme")).isPresent();
      assertThat(directories.resources().role(new AccountId("111111111111"), "reports"))
          .isPresent();
      assertThat(directories.resources().associations("acme").all()).hasSize(1);
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
  void statementsKnowTheirPlacesInTheirFiles() throws Exception {
    write("account.yaml", ACCOUNT);
    write(
        "role.yaml",
        ROLE
            + """
              policies:
                - name: flow
                  document: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]}
                - name: block
                  document:
                    Version: "2012-10-17"
                    Statement:
                      - &base
                        Effect: Allow
                        Action: "sqs:*"
                        Resource: "*"
                      - *base
            """);
    try (Directories directories = load()) {
      Role role =
          directories.resources().role(new AccountId("111111111111"), "reports").orElseThrow();

      assertThat(role.trustPolicy().statements())
          .extracting(Statement::position)
          .containsExactly(new Position(9, 9));
      assertThat(role.policies().getFirst().statements())
          .extracting(Statement::position)
          .containsExactly(new Position(14, 53));
      assertThat(role.policies().getLast().statements())
          .extracting(Statement::position)
          .containsExactly(new Position(19, 13), new Position(19, 13));
    }
  }

  @Test
  void problemsOfNestedPoliciesHaveTheirLines() throws Exception {
    write("account.yaml", ACCOUNT);
    write(
        "role.yaml",
        ROLE
            + """
              policies:
                - name: bad
                  document:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: ["s3:*", Get]
                        Resource: |
                          bucket
            """);

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .satisfiesExactly(
                        line ->
                            assertThat(line)
                                .contains("role.yaml:18: spec.policies[0].document")
                                .contains("Statement[0].Action[1]: Action 'Get'"),
                        line ->
                            assertThat(line)
                                .contains("role.yaml:19: spec.policies[0].document")
                                .contains("Statement[0].Resource: Resource 'bucket\n'")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apiVersion: v1 | metadata.deletionTimestamp",
        "apiVersion: rolecall.dev/v1alpha1 | metadata.deletionTimestamp",
      })
  void timesThatAreNoneAreRefused(String version, String path) throws Exception {
    String kind = version.endsWith("v1") ? "Pod" : "Account";
    write(
        "a.yaml",
        "%s\nkind: %s\nmetadata: {name: a, deletionTimestamp: yesterday}\nspec: {}\n"
            .formatted(version, kind));

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .anyMatch(
                        line -> line.contains("a.yaml:3: " + path) && line.contains("RFC 3339")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void veryDeepFilesAreRefused(String opening) throws Exception {
    write("deep.yaml", opening.repeat(100_000));

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .singleElement()
                    .asString()
                    .contains("deep.yaml:1: is nested too deeply"));
  }

  /** But for a status, which is nobody's wish. */
  @Test
  void fieldsOfAnotherTypeAreRefused() throws Exception {
    write("account.yaml", ACCOUNT + "status: 7\n");
    write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: [7]\n");

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .singleElement()
                    .asString()
                    .contains("pod.yaml:1: is no Pod"));
  }

  @Test
  void trustedRolesAreThoseThatHaveTheNames() throws Exception {
    String trusting =
        ROLE.replace("reports", "archive")
            .replace(
                "{Service: pods.eks.amazonaws.com}",
                "{AWS: \"arn:aws:iam::111111111111:role/team/reports\"}");
    write("all.yaml", ACCOUNT + "---\n" + ROLE + "---\n" + trusting);

    Role archive = load().resources().role(new AccountId("111111111111"), "archive").orElseThrow();
    assertThat(archive.trustPolicy().statements().getFirst().principals().toString())
        .contains(RoleId.ofUid(nameUid("iamrole acme/reports")).toString());

    write("all.yaml", ACCOUNT + "---\n" + trusting);
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .singleElement()
                    .asString()
                    .contains("role/team/reports, and there is no such role"));
  }

  @Test
  void quotasOfPoliciesAreTheCallers() throws Exception {
    write("account.yaml", ACCOUNT);
    write("role.yaml", ROLE);
    PolicyQuotas small = PolicyQuotas.AWS_DEFAULTS.with("trust-policy", 50);

    assertThatThrownBy(
            () -> FolderDirectories.load(List.of(folder), RESERVED, small, Clock.systemUTC()))
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .singleElement()
                    .asString()
                    .contains("spec.trustPolicy", "at most 50", "ROLE_TRUST_POLICY_QUOTA"));
  }

  @Test
  void missingFolderIsRefused() {
    assertThatThrownBy(() ->
            FolderDirectories.load(
                List.of(folder.resolve("none")),
                RESERVED,
                PolicyQuotas.AWS_DEFAULTS,
                Clock.systemUTC()))
        .hasMessageContaining("there is no such folder");
  }

  private Directories load() throws ManifestException {
    return FolderDirectories.load(
        List.of(folder), RESERVED, PolicyQuotas.AWS_DEFAULTS, Clock.systemUTC());
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
