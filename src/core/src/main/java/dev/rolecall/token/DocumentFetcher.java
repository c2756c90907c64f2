package dev.rolecall.token;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Gets a small JSON document from an issuer: https only, no redirect to another host, a public or
 * allow-listed address, a size and a time limit.
 */
public interface DocumentFetcher {
  /**
   * Completes with a 200 answer, or exceptionally with {@link java.io.IOException} that says why
   * there is none.
   *
   * @param caBundle PEM certificates to trust instead of the system's
   */
  CompletionStage<Document> fetch(URI uri, @Nullable String caBundle);

  /**
   * What was fetched.
   *
   * @param maxAge the answer's {@code Cache-Control: max-age}
   */
  record Document(String body, Optional<Duration> maxAge) {}
}
