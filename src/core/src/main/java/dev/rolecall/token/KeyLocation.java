package dev.rolecall.token;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.token.DocumentFetcher.Document;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where an issuer's JWK set is. */
public sealed interface KeyLocation {
  /** Completes with the document, or exceptionally with {@link IOException}. */
  CompletionStage<Document> fetch(DocumentFetcher documents);

  /**
   * At this URL.
   *
   * @param caBundle PEM certificates to trust instead of the system's
   */
  record Url(URI jwksUri, @Nullable String caBundle) implements KeyLocation {
    @Override
    public CompletionStage<Document> fetch(DocumentFetcher documents) {
      if (!"https".equalsIgnoreCase(jwksUri.getScheme()) || jwksUri.getHost() == null) {
        return failed("the URL of the keys is not https: " + jwksUri);
      }
      return documents.fetch(jwksUri, caBundle);
    }
  }

  /**
   * Where {@code <issuer>/.well-known/openid-configuration} says (OpenID Connect Discovery 1.0).
   * The document must name the issuer exactly, or one site could answer for another.
   *
   * @param caBundle PEM certificates to trust instead of the system's
   */
  record Discovery(String issuer, @Nullable String caBundle) implements KeyLocation {
    private static final String SUFFIX = "/.well-known/openid-configuration";

    @Override
    public CompletionStage<Document> fetch(DocumentFetcher documents) {
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      try {
        return new Url(URI.create(base + SUFFIX), caBundle)
            .fetch(documents)
            .thenCompose(document -> new Url(jwksUri(document), caBundle).fetch(documents));
      } catch (IllegalArgumentException e) {
        return failed("the issuer is not a URL: " + issuer);
      }
    }

    private URI jwksUri(Document document) {
      try {
        if (!(Json.parse(document.body()) instanceof JsonObject configuration)) {
          throw failure("the discovery document is not a JSON object");
        }
        String named = Members.text(configuration, "issuer").orElse("");
        if (!named.equals(issuer)) {
          throw failure("the discovery document is of another issuer: '" + named + "'");
        }
        return URI.create(Members.text(configuration, "jwks_uri").orElse(""));
      } catch (JsonException e) {
        throw failure("the discovery document is not JSON: " + e.getMessage());
      } catch (IllegalArgumentException e) {
        throw failure("the discovery document's jwks_uri is not a URL");
      }
    }
  }

  /** For stages, which cannot throw a checked exception: they complete with its cause. */
  private static CompletionException failure(String message) {
    return new CompletionException(new IOException(message));
  }

  private static <T> CompletionStage<T> failed(String message) {
    return CompletableFuture.failedFuture(new IOException(message));
  }
}
