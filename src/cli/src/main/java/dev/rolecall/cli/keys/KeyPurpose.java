package dev.rolecall.cli.keys;

import dev.rolecall.kube.resource.SessionKeysSecret;
import dev.rolecall.outbound.TokenKeyUse;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.MasterKeys.KeyUse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What keys are for, that are kept in one JWK set and rotated together. */
public enum KeyPurpose {
  /** The master keys of sessions. */
  SESSIONS("session keys", SessionKeysSecret.ENTRY) {
    @Override
    public List<KeyRow> rows(String jwkSet, Instant now) {
      return MasterKeys.parse(jwkSet).uses(now).stream().map(KeyPurpose::row).toList();
    }

    @Override
    public String withNew(String jwkSet, Clock clock) {
      return MasterKeys.withNewKey(jwkSet, clock);
    }

    @Override
    public String without(String jwkSet, String id, Clock clock) {
      return MasterKeys.withoutKey(jwkSet, id, clock);
    }

    @Override
    public String endOfDropped(String delay) {
      return "the sessions that it sealed end " + delay;
    }

    @Override
    public String loss() {
      return "every session is void";
    }
  },

  /** The private keys that sign sessions' identity tokens. */
  IDENTITY_TOKENS("keys of identity tokens", SessionKeysSecret.IDENTITY_TOKENS) {
    @Override
    public List<KeyRow> rows(String jwkSet, Instant now) {
      return TokenKeys.parse(jwkSet).uses(now).stream().map(KeyPurpose::row).toList();
    }

    @Override
    public String withNew(String jwkSet, Clock clock) {
      return TokenKeys.withNewKeys(jwkSet, clock);
    }

    @Override
    public String without(String jwkSet, String id, Clock clock) {
      return TokenKeys.withoutKey(jwkSet, id, clock);
    }

    @Override
    public String endOfDropped(String delay) {
      return "its tokens are refused by whoever reads the published keys again, which lack it "
          + delay;
    }

    @Override
    public String loss() {
      return "every identity token is void";
    }
  };

  private final String words;
  private final String secretEntry;

  KeyPurpose(String words, String secretEntry) {
    this.words = words;
    this.secretEntry = secretEntry;
  }

  /** What they are called, in the plural. */
  public String words() {
    return words;
  }

  /** The entry of the Secret that holds the set. */
  String secretEntry() {
    return secretEntry;
  }

  /**
   * The keys of a set, the oldest first.
   *
   * @throws IllegalArgumentException where the text is no such set; the message holds no part of it
   */
  public abstract List<KeyRow> rows(String jwkSet, Instant now);

  /** The set with keys that are made now. */
  public abstract String withNew(String jwkSet, Clock clock);

  /** The set without one key, and with a new one where it could not be without. */
  public abstract String without(String jwkSet, String id, Clock clock);

  /**
   * What becomes of what a key made that is dropped, as a clause.
   *
   * @param delay how soon sts knows, as a clause
   */
  public abstract String endOfDropped(String delay);

  /** What it means to lose them all, as a clause. */
  public abstract String loss();

  private static KeyRow row(KeyUse use) {
    return new KeyRow(
        use.id(),
        use.created(),
        switch (use) {
          case KeyUse.Seals seals -> "seals and opens";
          case KeyUse.WillSeal next -> "opens, and seals from " + next.from() + " on";
          case KeyUse.Opens old -> "opens until " + old.until() + ", and may be dropped then";
        });
  }

  private static KeyRow row(TokenKeyUse use) {
    return new KeyRow(
        use.id(),
        use.created(),
        switch (use) {
          case TokenKeyUse.Signs signs -> "signs " + use.algorithm();
          case TokenKeyUse.WillSign next ->
              "published, and signs %s from %s on".formatted(use.algorithm(), next.from());
          case TokenKeyUse.Published old ->
              "published until " + old.until() + ", and may be dropped then";
        });
  }
}
