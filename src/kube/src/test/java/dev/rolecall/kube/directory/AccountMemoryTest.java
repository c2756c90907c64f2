package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tenant who writes what takes the most memory, past every webhook. */
class AccountMemoryTest {
  private static final AccountId GREEDY = new AccountId("222222222222");
  private static final AccountId MODEST = new AccountId("111111111111");
  private static final int QUOTA_MEBIBYTES = 8;
  private static final long MOST = (QUOTA_MEBIBYTES << 20) * 11L / 10;

  private static final String TRUST =
      "trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow,"
          + " Principal: {Service: pods.eks.amazonaws.com}, Action: 'sts:AssumeRole'}}";

  private final CatalogBuilder builder =
      new CatalogBuilder(Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS);

  @Test
  void aTenantTakesNoMoreThanHisQuotaWhateverHeWrites() {
    ResourceLists lists = lists();
    builder.build(
        new ResourceLists(
            lists.accounts(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    long before = used();

    Catalog catalog = builder.build(lists);

    assertThat(used() - before).isLessThan(MOST);
    assertThat(catalog.memory(GREEDY)).isLessThanOrEqualTo(QUOTA_MEBIBYTES << 20);
    assertThat(catalog.role(GREEDY, "greedy-0")).isPresent();
    assertThat(catalog.role(GREEDY, "greedy-79")).isEmpty();
    assertThat(catalog.problems())
        .anySatisfy(problem -> {
          assertThat(problem.name()).isEqualTo("greedy-79");
          assertThat(problem.reason()).hasToString("QuotaExceeded");
          assertThat(problem.message()).contains("8 MiB", "spec.quotas.memoryQuota");
        });
    assertThat(catalog.role(MODEST, "reader")).isPresent();

    // It is read again and again: what is not used does not come back by that.
    Catalog again = builder.build(lists);
    assertThat(used() - before).isLessThan(MOST + (1 << 20));
    assertThat(again.roles()).hasSameSizeAs(catalog.roles());
  }

  private static ResourceLists lists() {
    List<IAMRole> roles = new ArrayList<>();
    String long10k = "?a*".repeat(3_300);
    for (int i = 0; i < 80; i++) {
      roles.add(
          role(
              "greedy",
              "greedy-" + i,
              ", policies: [{name: p, document: {Version: '2012-10-17', Statement: {Effect: Allow,"
                  + " Action: '*', Resource: 'arn:aws:s3:::"
                  + i
                  + long10k
                  + "'}}}]"));
    }
    roles.add(role("modest", "reader", ""));
    return new ResourceLists(
        List.of(
            account("greedy", GREEDY, ", quotas: {memoryQuota: " + QUOTA_MEBIBYTES + "}"),
            account("modest", MODEST, "")),
        roles,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static IAMRole role(String namespace, String name, String policies) {
    return (IAMRole) created(Specs.resource("IAMRole", namespace, name, TRUST + policies), name);
  }

  private static Account account(String name, AccountId id, String quotas) {
    HasMetadata account =
        Specs.resource(
            "Account", "", name, "accountId: '%s', namespaces: [%s]%s".formatted(id, name, quotas));
    account.getMetadata().setNamespace(null);
    return (Account) created(account, name);
  }

  /** Only what an API server knows is kept. */
  private static HasMetadata created(HasMetadata resource, String name) {
    resource.getMetadata().setUid(resource.getKind() + "-" + name);
    resource.getMetadata().setGeneration(1L);
    resource.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    return resource;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
