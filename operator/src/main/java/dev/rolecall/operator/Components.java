package dev.rolecall.operator;

import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.operator.access.AccessReviews;
import dev.rolecall.operator.admission.observe.ReviewCounts;
import dev.rolecall.operator.lastused.LastUsedRounds;
import dev.rolecall.operator.lastused.LastUsedSettings;
import dev.rolecall.operator.leadership.AbandonedLease;
import dev.rolecall.operator.leadership.ClockSetBack;
import dev.rolecall.operator.leadership.Leadership;
import dev.rolecall.operator.metrics.ReconcileMetrics;
import dev.rolecall.operator.node.NodeSelection;
import dev.rolecall.operator.node.NodeTaintSettings;
import dev.rolecall.operator.reconcile.StatusReport;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.task.TaskDefinitions;
import dev.rolecall.operator.task.TaskSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What several parts of the operator share. */
@Singleton
final class Components {
  private static final String LEASE = "rolecall-operator";

  /** Settings that were checked: nothing else starts with bad ones. */
  @Produces
  @Singleton
  CheckedConfig config(OperatorConfig config) {
    List<String> problems = StartupChecks.problems(config);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the operator cannot start: " + String.join("; ", problems));
    }
    return new CheckedConfig(config);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  StatusReport statusReport(Clock clock) {
    return new StatusReport(clock);
  }

  @Produces
  @Singleton
  ProgramMetrics metrics() {
    return new ProgramMetrics();
  }

  @Produces
  @Singleton
  ReviewCounts reviewCounts(ProgramMetrics metrics) {
    return new ReviewCounts(metrics);
  }

  /** The operator SDK looks for one. */
  @Produces
  @Singleton
  @Unremovable
  Metrics reconcileMetrics(ProgramMetrics metrics) {
    return new ReconcileMetrics(metrics);
  }

  @Produces
  @Singleton
  NodeTaintSettings nodeTaintSettings(CheckedConfig config) {
    OperatorConfig.NodeTaint taint = config.get().nodeTaint();
    return new NodeTaintSettings(
        config.get().systemNamespace(), NodeSelection.of(taint.nodes()), taint.grace());
  }

  /** Where the operator has no token for sts, nobody asks for them. */
  @Produces
  @Singleton
  LastUsedRounds lastUsedRounds(
      CheckedConfig config, Vertx vertx, KubernetesClient client, StateWatch watch, Clock clock) {
    OperatorConfig.LastUsed lastUsed = config.get().lastUsed();
    LastUsedSettings settings =
        new LastUsedSettings(
            config.get().systemNamespace(),
            lastUsed.tokenFile().orElseThrow(),
            lastUsed.interval(),
            lastUsed.granularity(),
            lastUsed.writesPerSecond());
    return LastUsedRounds.of(settings, vertx, client, clock, watch::roles);
  }

  void close(@Disposes LastUsedRounds rounds) {
    rounds.close();
  }

  @Produces
  @Singleton
  ClusterIssuer clusterIssuer(CheckedConfig config, KubernetesClient client) {
    return config
        .get()
        .cluster()
        .issuer()
        .map(ClusterIssuer::new)
        .orElseGet(() -> ClusterIssuer.discover(client));
  }

  /** The issuers of the cluster and of sts, and Rolecall's own namespace. */
  @Produces
  @Singleton
  Reserved reserved(ClusterIssuer issuer, CheckedConfig config) {
    Set<String> issuers = new HashSet<>(Set.of(issuer.url()));
    config.get().identityTokens().issuer().ifPresent(issuers::add);
    return new Reserved(issuers, Set.of(config.get().systemNamespace()));
  }

  @Produces
  @Singleton
  StateWatch stateWatch(KubernetesClient client, Reserved reserved, CheckedConfig config) {
    return StateWatch.start(client, reserved, config.quotas());
  }

  @Produces
  @Singleton
  TaskDefinitions taskDefinitions(KubernetesClient client) {
    return TaskDefinitions.start(client);
  }

  void close(@Disposes TaskDefinitions definitions) {
    definitions.close();
  }

  @Produces
  @Singleton
  AccessReviews accessReviews(KubernetesClient client) {
    return AccessReviews.of(client);
  }

  void close(@Disposes AccessReviews reviews) {
    reviews.close();
  }

  @Produces
  @Singleton
  TaskSettings taskSettings(CheckedConfig config, KubernetesClient client) {
    return new TaskSettings(
        config.get().region(),
        config.get().cluster().name(),
        ConfiguredInjection.nativeSidecars(config.get(), client.getKubernetesVersion()));
  }

  void close(@Disposes StateWatch watch) {
    watch.close();
  }

  @Produces
  @Singleton
  AbandonedLease abandonedLease(CheckedConfig config, KubernetesClient client, Clock clock) {
    return AbandonedLease.watch(
        client, config.get().systemNamespace(), LEASE, clock, System::nanoTime);
  }

  void close(@Disposes AbandonedLease abandoned) {
    abandoned.close();
  }

  @Produces
  @Singleton
  ClockSetBack clockSetBack(Clock clock) {
    return new ClockSetBack(clock, System::nanoTime, () -> Quarkus.asyncExit(1));
  }

  void close(@Disposes ClockSetBack setBack) {
    setBack.close();
  }

  /**
   * The replica that reconciles; all of them serve the webhooks. One that loses its lease ends, and
   * is started again as a follower. The SDK's own way to end, {@code System.exit}, would hang a
   * regular stop. The lease is not given back then: others lead once it is over.
   */
  @Produces
  @Singleton
  @Unremovable
  LeaderElectionConfiguration leaderElection(
      CheckedConfig config, Leadership leadership, AbandonedLease abandoned, ClockSetBack setBack) {
    leadership.whenLeading(abandoned::close);
    leadership.whenLeading(setBack::watch);
    LeaderElectionConfigurationBuilder election =
        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
            .withLeaseNamespace(config.get().systemNamespace())
            .withExitOnStopLeading(false)
            .withLeaderCallbacks(
                new LeaderCallbacks(leadership::begin, () -> Quarkus.asyncExit(1), leader -> {}));
    Optional.ofNullable(System.getenv("POD_NAME")).ifPresent(election::withIdentity);
    return election.build();
  }
}
