package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.fakes.MovableClock;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkloadIndexTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final MovableClock clock = MovableClock.at(NOW);
  private final WorkloadIndex index = new WorkloadIndex(clock, EksPrefix.DEFAULT, false);

  @Test
  void finishedPodsAreGone() {
    index.put(pod("a").withNewStatus().withPhase("Running").endStatus().build());
    index.put(pod("b").withNewStatus().withPhase("Succeeded").endStatus().build());
    index.put(pod("c").withNewStatus().withPhase("Failed").endStatus().build());

    assertThat(index.find("a")).isInstanceOf(Lookup.Living.class);
    assertThat(index.find("b")).isInstanceOf(Lookup.Gone.class);
    assertThat(index.find("c")).isInstanceOf(Lookup.Gone.class);
  }

  @Test
  void whatAKubeletSaysThatItRunsIsNotServed() {
    index.put(
        pod("a")
            .editMetadata()
            .addToAnnotations("kubernetes.io/config.mirror", "of a file of the node")
            .addToAnnotations("rolecall.dev/role", "admin")
            .endMetadata()
            .build());

    assertThat(index.find("a"))
        .isInstanceOfSatisfying(
            Lookup.Gone.class, gone -> assertThat(gone.reason()).contains("static pod"));
  }

  @Test
  void podLivesSixtySecondsPastItsDeletionTime() {
    index.put(
        pod("a")
            .editMetadata()
            .withDeletionTimestamp("2026-01-31T12:00:30Z")
            .endMetadata()
            .build());

    clock.advance(Duration.ofSeconds(90));
    assertThat(index.find("a")).isInstanceOf(Lookup.Living.class);
    clock.advance(Duration.ofMillis(1));
    assertThat(index.find("a")).isInstanceOf(Lookup.Gone.class);
  }

  @Test
  void removedPodIsRememberedAndOneNeverSeenIsUnknown() {
    Pod pod = pod("a").build();
    index.pods().stored(pod);
    index.pods().removed(pod);

    assertThat(index.find("a"))
        .isInstanceOfSatisfying(
            Lookup.Gone.class, gone -> assertThat(gone.reason()).contains("acme/web"));
    assertThat(index.find("b")).isInstanceOf(Lookup.Unknown.class);
  }

  @Test
  void replacementUnderTheSameNameEndsTheOldPod() {
    ObservedStore<Pod> store = new ObservedStore<>(Slim::pod, index.pods());

    store.put("acme/web", pod("old").build());
    store.put("acme/web", pod("new").build());

    assertThat(index.find("old")).isInstanceOf(Lookup.Gone.class);
    assertThat(index.find("new")).isInstanceOf(Lookup.Living.class);
  }

  @Test
  void podIsServedWhileItsServiceAccountExists() {
    WorkloadIndex strict = new WorkloadIndex(clock, EksPrefix.DEFAULT, true);
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withNamespace("acme")
            .withName("default")
            .endMetadata()
            .build();
    strict.put(pod("a").build());
    assertThat(strict.find("a")).isInstanceOf(Lookup.Unknown.class);

    strict.serviceAccounts().stored(account);
    assertThat(strict.find("a")).isInstanceOf(Lookup.Living.class);

    strict.serviceAccounts().removed(account);
    assertThat(strict.find("a"))
        .isInstanceOfSatisfying(
            Lookup.Gone.class,
            gone -> assertThat(gone.reason()).contains("service account acme/default"));
  }

  @Test
  void knowsTheRoleOfAServiceAccountByThePrefixThatIsSet() {
    WorkloadIndex own = new WorkloadIndex(clock, new EksPrefix("irsa.acme.test"), true);
    own.put(
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withNamespace("acme")
            .withName("default")
            .addToAnnotations("irsa.acme.test/role-arn", "own")
            .addToAnnotations("eks.amazonaws.com/role-arn", "other")
            .addToAnnotations("secret.example.com/x", "not asked for")
            .endMetadata()
            .build());
    own.put(pod("a").build());

    assertThat(own.find("a"))
        .isInstanceOfSatisfying(
            Lookup.Living.class,
            living ->
                assertThat(living.workload().serviceAccountAnnotations())
                    .containsEntry("eks.amazonaws.com/role-arn", "own")
                    .doesNotContainKey("secret.example.com/x"));
  }

  private static PodBuilder pod(String uid) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName("web")
        .withUid(uid)
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-1")
        .endSpec();
  }
}
