package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.testkit.MetricNames;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator shows to Prometheus while the API server asks it things. */
@ExtendWith(OperatorCluster.Shared.class)
class MetricsIT {
  private static final String TEAM = "metrics-team";
  private static final int FLOOD = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void haveNoMoreSeriesForWhateverResourcesAreCalled(OperatorCluster cluster) throws Exception {
    cluster.objects().account("100000000061", TEAM);
    cluster.objects().serviceAccount(TEAM, "app", Map.of());
    Set<String> before = series(flooded(cluster, "first"));

    String after = flooded(cluster, "evil");

    assertThat(series(after)).isSubsetOf(before);
    assertThat(after)
        .doesNotContain("evil", "first", TEAM)
        .contains("rolecall_operator_ready 1.0", "rolecall_operator_leader 1.0")
        .contains("rolecall_operator_resources_read 1.0")
        .containsPattern("rolecall_operator_upkeep_rounds_total\\{outcome=\"done\"\\} [1-9]")
        .containsPattern(
            "rolecall_operator_certificate_expiry_timestamp_seconds\\{certificate=\"webhooks\"\\}"
                + " 1\\.\\d+E9");
  }

  @Test
  void areOfTheNamesThatThePageHas(OperatorCluster cluster) throws Exception {
    assertThat(MetricNames.of(text(cluster)))
        .hasSizeGreaterThan(25)
        .isSubsetOf(MetricNames.documented());
  }

  /** The page once the operator has answered for many resources. */
  private static String flooded(OperatorCluster cluster, String names) throws Exception {
    double before = refused(text(cluster));
    for (int i = 0; i < FLOOD; i++) {
      make(cluster, names + "-" + i);
    }
    return await()
        .atMost(PATIENCE)
        .until(
            () -> text(cluster),
            page -> refused(page) >= before + FLOOD && reconciliations(page) > 0);
  }

  /** A pod that is patched, a role that is reconciled, and one that is refused. */
  private static void make(OperatorCluster cluster, String name) {
    OperatorObjects objects = cluster.objects();
    cluster.client().resource(objects.pod(TEAM, "app", "rolecall.dev/role: " + name)).create();
    cluster.client().resource(objects.role(TEAM, name, "roleName: " + name)).create();
    IAMRole wrong = objects.role(TEAM, name + "-wrong", "permissionBoundary: " + name);
    assertThatThrownBy(() -> cluster.client().resource(wrong).create())
        .isInstanceOf(KubernetesClientException.class);
  }

  private static double refused(String text) {
    return sum(
        "(?m)^rolecall_operator_reviews_total\\{answer=\"refused\",mode=\"enforce\",webhook=\"resources\"\\} (.+)$",
        text);
  }

  private static double reconciliations(String text) {
    return sum("(?m)^rolecall_operator_reconciliations_total\\{.*iamrole.*\\} (.+)$", text);
  }

  private static double sum(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  /** Names with their labels, of what the operator itself counts. */
  private static Set<String> series(String text) {
    return text.lines()
        .filter(line -> line.startsWith("rolecall_"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        // What another test of the same operator has it do for the first time.
        .filter(name -> name.contains("reviews") || name.contains("iamrole"))
        // A status that met a newer version is written again: that happens or not.
        .filter(name -> !name.contains("outcome=\"failed\""))
        .collect(Collectors.toSet());
  }

  private static String text(OperatorCluster cluster) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + cluster.health() + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
