package dev.rolecall.sts.issuer;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.token.DocumentFetcher;
import dev.rolecall.token.JwkSet;
import dev.rolecall.token.KeyFetching;
import dev.rolecall.token.KeyLocation;
import dev.rolecall.token.KeyLookup;
import dev.rolecall.token.KeySource;
import dev.rolecall.token.RemoteKeys;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The issuer of the cluster that this runs on. Its name and keys are read through the API server,
 * which need not be there once they are: keys hold while it is away.
 */
public final class ApiServerIssuer implements ClusterIssuer {
  private static final URI CONFIGURATION =
      URI.create("https://kubernetes.default.svc/.well-known/openid-configuration");
  private static final URI KEYS = URI.create("https://kubernetes.default.svc/openid/v1/jwks");

  /** A key that is rotated signs at once: agents are to know it before its tokens come. */
  private static final Duration KEYS_AGE = Duration.ofSeconds(10);

  private final DocumentFetcher apiServer;
  private final RemoteKeys keys;
  private volatile @Nullable String issuer;
  private volatile boolean keysRead;

  /**
   * @param apiServer reads paths of the API server, whatever the host
   * @param configured the issuer, where it is not to be asked for
   */
  public ApiServerIssuer(DocumentFetcher apiServer, Optional<String> configured, Clock clock) {
    this.apiServer = apiServer;
    this.issuer = configured.orElse(null);
    this.keys =
        new RemoteKeys(new KeyLocation.Url(KEYS, null), KeyFetching.limited(apiServer, clock));
  }

  /**
   * Reads the issuer and its keys; completes with whether both are there now, and exceptionally
   * with the reason where the issuer cannot be read.
   */
  public CompletionStage<Boolean> load() {
    CompletionStage<String> named =
        issuer == null
            ? apiServer.fetch(CONFIGURATION, null).thenApply(it -> issuerOf(it.body()))
            : CompletableFuture.completedFuture(issuer);
    return named
        .thenCompose(name -> {
          issuer = name;
          return keys.find("");
        })
        .thenApply(lookup -> {
          keysRead |= !(lookup instanceof KeyLookup.Unavailable);
          return keysRead;
        });
  }

  private static String issuerOf(String configuration) {
    try {
      if (Json.parse(configuration) instanceof JsonObject object
          && object.get("issuer").orElse(null) instanceof JsonString text) {
        return text.value();
      }
    } catch (JsonException e) {
      throw new CompletionException(
          new IOException("the API server's discovery document is not JSON: " + e.getMessage()));
    }
    throw new CompletionException(
        new IOException("the API server's discovery document names no issuer"));
  }

  @Override
  public String issuer() {
    String known = issuer;
    if (known == null) {
      throw new IllegalStateException("the cluster's issuer is not known yet");
    }
    return known;
  }

  @Override
  public KeySource keys() {
    return keys;
  }

  @Override
  public void refreshKeys() {
    keys.refresh(KEYS_AGE);
  }

  @Override
  public Optional<String> jwks() {
    return keys.held().map(JwkSet::json);
  }

  @Override
  public boolean ready() {
    return keysRead;
  }
}
