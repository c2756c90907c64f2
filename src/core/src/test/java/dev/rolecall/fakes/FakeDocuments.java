package dev.rolecall.fakes;

import dev.rolecall.token.DocumentFetcher;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Documents that a test puts at URLs; it counts who fetched them. Safe for several threads. */
public final class FakeDocuments implements DocumentFetcher {
  private final Map<URI, CompletableFuture<Document>> answers = new ConcurrentHashMap<>();
  private final List<URI> fetches = new CopyOnWriteArrayList<>();

  /** From now on the URL has this document. */
  public FakeDocuments put(String url, String body) {
    return put(url, new Document(body, Optional.empty()));
  }

  /** From now on the URL has this document, for {@code maxAge}. */
  public FakeDocuments put(String url, String body, Duration maxAge) {
    return put(url, new Document(body, Optional.of(maxAge)));
  }

  private FakeDocuments put(String url, Document document) {
    answers.put(URI.create(url), CompletableFuture.completedFuture(document));
    return this;
  }

  /** From now on the URL fails with this reason. */
  public FakeDocuments fail(String url, String reason) {
    answers.put(URI.create(url), CompletableFuture.failedFuture(new IOException(reason)));
    return this;
  }

  /** From now on the URL is slow: it answers when the test completes what is returned. */
  public CompletableFuture<Document> hold(String url) {
    CompletableFuture<Document> answer = new CompletableFuture<>();
    answers.put(URI.create(url), answer);
    return answer;
  }

  /** How often the URL was fetched. */
  public int fetches(String url) {
    return (int) fetches.stream().filter(URI.create(url)::equals).count();
  }

  @Override
  public CompletionStage<Document> fetch(URI uri, @Nullable String caBundle) {
    fetches.add(uri);
    CompletableFuture<Document> answer = answers.get(uri);
    return answer == null
        ? CompletableFuture.failedFuture(new IOException("nothing at " + uri))
        : answer;
  }
}
