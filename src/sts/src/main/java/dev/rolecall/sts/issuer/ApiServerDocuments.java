package dev.rolecall.sts.issuer;

import dev.rolecall.token.DocumentFetcher;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads paths of the API server; the URI's host does not matter. */
public final class ApiServerDocuments implements DocumentFetcher {
  private final KubernetesClient client;
  private final Executor blocking;

  /**
   * @param blocking runs calls that wait
   */
  public ApiServerDocuments(KubernetesClient client, Executor blocking) {
    this.client = client;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<Document> fetch(URI uri, @Nullable String caBundle) {
    CompletableFuture<Document> document = new CompletableFuture<>();
    blocking.execute(() -> {
      try {
        String body = client.raw(uri.getPath());
        if (body == null) {
          throw new IOException("the API server has no " + uri.getPath());
        }
        document.complete(new Document(body, Optional.empty()));
      } catch (KubernetesClientException e) {
        document.completeExceptionally(
            new IOException("the API server did not give " + uri.getPath(), e));
      } catch (IOException | RuntimeException e) {
        document.completeExceptionally(e);
      }
    });
    return document;
  }
}
