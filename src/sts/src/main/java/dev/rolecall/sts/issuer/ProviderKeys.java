package dev.rolecall.sts.issuer;

import dev.rolecall.directory.Provider;
import dev.rolecall.identity.AccountId;
import dev.rolecall.token.InlineKeys;
import dev.rolecall.token.JwkSet;
import dev.rolecall.token.JwkSetException;
import dev.rolecall.token.KeyFetching;
import dev.rolecall.token.KeyLocation;
import dev.rolecall.token.KeyLookup;
import dev.rolecall.token.KeySource;
import dev.rolecall.token.RemoteKeys;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One source of keys for each provider of each account, as it is declared now: a provider that
 * changes gets a new one. Accounts that declare the same issuer share nothing.
 */
public final class ProviderKeys {
  private final Map<Declared, Held> sources = new ConcurrentHashMap<>();
  private final KeyFetching fetching;

  public ProviderKeys(KeyFetching fetching) {
    this.fetching = fetching;
  }

  private record Declared(AccountId account, String issuer) {}

  private record Held(Provider provider, KeySource keys) {}

  KeySource of(Provider provider) {
    return sources
        .compute(
            new Declared(provider.account(), provider.issuer().toString()),
            (declared, held) ->
                held != null && held.provider().equals(provider)
                    ? held
                    : new Held(provider, source(provider)))
        .keys();
  }

  /** The account declares this issuer no longer. */
  void forget(AccountId account, String issuer) {
    sources.remove(new Declared(account, issuer));
  }

  private KeySource source(Provider provider) {
    return switch (provider.keys()) {
      case Provider.Keys.Discovery(var caBundle) ->
          new RemoteKeys(
              new KeyLocation.Discovery(provider.issuer().toString(), caBundle), fetching);
      case Provider.Keys.Url(var uri, var caBundle) ->
          new RemoteKeys(new KeyLocation.Url(uri, caBundle), fetching);
      case Provider.Keys.Inline(var jwks) -> inline(jwks);
    };
  }

  private static KeySource inline(String jwks) {
    try {
      return new InlineKeys(JwkSet.parse(jwks));
    } catch (JwkSetException e) {
      return keyId -> CompletableFuture.completedFuture(new KeyLookup.NotFound());
    }
  }
}
