package dev.rolecall.operator;

import dev.rolecall.operator.lastused.LastUsedRounds;
import dev.rolecall.operator.leadership.Leadership;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Has roles' use told in their status, by the replica that leads, where it has a token for sts. */
@Singleton
final class LastUsed {
  private final OperatorConfig.LastUsed config;
  private final Instance<LastUsedRounds> rounds;
  private final Leadership leadership;
  private final Webhooks webhooks;

  LastUsed(
      CheckedConfig config,
      Instance<LastUsedRounds> rounds,
      Leadership leadership,
      Webhooks webhooks) {
    this.config = config.get().lastUsed();
    this.rounds = rounds;
    this.leadership = leadership;
    this.webhooks = webhooks;
  }

  void start(@Observes StartupEvent event) {
    if (config.tokenFile().isPresent()) {
      LastUsedRounds all = rounds.get();
      leadership.whenLeading(() -> all.start(webhooks::trustBundle));
    }
  }
}
