package dev.rolecall.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.e2e.RenderedChart;
import dev.rolecall.testkit.FreePort;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs at a real API server with what the chart lets them do: no less than they need, and
 * no more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastAccessIT {
  private static final List<ServiceAccountName> ACCOUNTS = List.of(Scenario.OPERATOR, Scenario.STS);

  private AccessCluster cluster;
  private List<Grant> grants;
  private List<Call> calls;

  @BeforeAll
  void play(@TempDir Path folder) throws Exception {
    RenderedChart chart = RenderedChart.forKubernetes("1.20.2", Map.of());
    ChartGrants given = new ChartGrants(chart);
    grants = ACCOUNTS.stream().flatMap(account -> given.of(account).stream()).toList();
    AuditLog audit = AuditLog.of(folder, ACCOUNTS.stream().map(ServiceAccountName::user).toList());
    int webhooks = FreePort.find();
    cluster = AccessCluster.start(chart, webhooks, folder, audit.flags());
    new Scenario(cluster, folder).play(webhooks);
    cluster.stopPrograms();
    calls = audit.calls();
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void programsAreRefusedNothing() {
    assertThat(calls).hasSizeGreaterThan(100);
    assertThat(calls).filteredOn(Call::isForbidden).isEmpty();
  }

  @Test
  void nothingIsGrantedThatNoProgramUses() {
    assertThat(grants).hasSizeGreaterThan(40);
    assertThat(grants)
        .filteredOn(grant -> uses(grant).findAny().isEmpty())
        .filteredOn(grant -> !isInsistedOn(grant))
        .isEmpty();
  }

  /**
   * The operator's framework ends it unless its rules let it update its lease, which it patches.
   */
  private static boolean isInsistedOn(Grant grant) {
    return grant.rule().getResources().contains("leases")
        && grant.rule().getVerbs().contains("update");
  }

  /** Each grant is taken out of its role in turn: a request is refused that a program had made. */
  @Test
  void withoutAnyOneGrantSomethingIsRefused() {
    KubernetesClient client = cluster.client();
    Map<Grant, Call> used = new LinkedHashMap<>();
    grants.forEach(grant -> uses(grant).findFirst().ifPresent(call -> used.put(grant, call)));
    used.forEach((grant, call) ->
        assertThat(isAllowed(client, grant.question(call))).as("with all: %s", grant).isTrue());

    used.forEach((grant, call) -> {
      client.resource(grant.taken()).update();
      try {
        await("without " + grant)
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> !isAllowed(client, grant.question(call)));
      } finally {
        client.resource(grant.role()).update();
      }
    });
  }

  private Stream<Call> uses(Grant grant) {
    return calls.stream().filter(grant::covers);
  }

  private static boolean isAllowed(KubernetesClient client, SubjectAccessReview question) {
    return client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(question)
        .getStatus()
        .getAllowed();
  }
}
