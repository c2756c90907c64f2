package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.PolicyQuotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that select the namespaces of a folder. */
class FolderNamespacesTest {
  private static final String ACME =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: acme}
      spec: {accountId: "111111111111", namespaceSelector: {matchLabels: {tenant: acme}}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {tenant: acme}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: bank, labels: {tenant: globex}}
      """;

  @TempDir Path folder;

  @Test
  void selectedNamespacesBelongToTheirAccount() throws Exception {
    try (Directories directories = load(ACME)) {
      assertThat(directories.resources().accountOf("shop")).isPresent();
      assertThat(directories.resources().accountOf("bank")).isEmpty();
    }
  }

  @Test
  void aNamespaceThatIsNamedAndSelectedIsRefusedWithBothAccounts() {
    assertThatThrownBy(() ->
            load(
                ACME
                    + """
                    ---
                    apiVersion: rolecall.dev/v1alpha1
                    kind: Account
                    metadata: {name: globex}
                    spec: {accountId: "222222222222", namespaces: [shop]}
                    """))
        .isInstanceOfSatisfying(
            ManifestException.class,
            thrown ->
                assertThat(thrown.problems())
                    .hasSize(2)
                    .allMatch(problem -> problem.contains("'shop' is claimed by the Accounts")));
  }

  @Test
  void aSelectorThatSelectsEverythingOrByLabelsOfRolecallIsRefusedWithItsPlace() {
    for (String selector :
        List.of(
            "{}",
            "{matchLabels: {rolecall.dev/account: \"222222222222\"}}",
            "{matchExpressions: [{key: tenant, operator: In}]}",
            "{matchExpressions: [{key: tenant, operator: Exists, values: [a]}]}",
            "{matchExpressions: [{key: tenant, operator: Like, values: [a]}]}",
            "{matchLabels: {\"te nant\": a}}",
            "{matchLabels: {tenant: \"a b\"}}")) {
      assertThatThrownBy(() -> load(ACME.replace("{matchLabels: {tenant: acme}}", selector)))
          .as(selector)
          .isInstanceOfSatisfying(
              ManifestException.class,
              thrown ->
                  assertThat(thrown.problems())
                      .singleElement()
                      .asString()
                      .contains("spec.namespaceSelector"));
    }
  }

  private Directories load(String manifests) throws ManifestException, IOException {
    Files.writeString(folder.resolve("all.yaml"), manifests);
    return FolderDirectories.load(
        List.of(folder), Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS, Clock.systemUTC());
  }
}
