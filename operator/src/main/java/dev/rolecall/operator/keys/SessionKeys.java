package dev.rolecall.operator.keys;

import dev.rolecall.identity.Secret;
import dev.rolecall.kube.resource.SessionKeysSecret;
import dev.rolecall.operator.secrets.SecretStore;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the Secret of the sessions' master keys, and of the keys of their identity tokens: makes
 * it, rotates them, drops spent ones.
 */
public final class SessionKeys {
  private final SecretStore secrets;
  private final Clock clock;
  private final Duration rotation;

  /**
   * @param rotation how old the newest key becomes before another is made
   */
  public SessionKeys(SecretStore secrets, Clock clock, Duration rotation) {
    this.secrets = secrets;
    this.clock = clock;
    this.rotation = rotation;
  }

  /**
   * Does what is due. Safe on every replica at any time.
   *
   * @throws IllegalArgumentException where the Secret holds no key set: it is not replaced, for
   *     that would void every session
   */
  public void maintain() {
    secrets.converge(SessionKeysSecret.NAME, this::maintained);
  }

  private Map<String, Secret> maintained(Map<String, Secret> current) {
    Map<String, Secret> data = new HashMap<>(current);
    Secret keys = current.get(SessionKeysSecret.ENTRY);
    data.put(
        SessionKeysSecret.ENTRY, new Secret(keys == null ? created() : rotated(keys.reveal())));
    Secret tokenKeys = current.get(SessionKeysSecret.IDENTITY_TOKENS);
    data.put(
        SessionKeysSecret.IDENTITY_TOKENS,
        new Secret(
            tokenKeys == null
                ? TokenKeys.withNewKeys("", clock)
                : rotatedTokenKeys(tokenKeys.reveal())));
    return data;
  }

  private String created() {
    return MasterKeys.withNewKey("", clock);
  }

  private String rotatedTokenKeys(String keys) {
    String kept = TokenKeys.withoutSpentKeys(keys, clock);
    return isDue(TokenKeys.parse(kept).newest()) ? TokenKeys.withNewKeys(kept, clock) : kept;
  }

  private boolean isDue(Instant newest) {
    return newest.plus(rotation).isBefore(clock.instant());
  }

  private String rotated(String keys) {
    String kept = MasterKeys.withoutSpentKeys(keys, clock);
    return isDue(MasterKeys.parse(kept).newest()) ? MasterKeys.withNewKey(kept, clock) : kept;
  }
}
