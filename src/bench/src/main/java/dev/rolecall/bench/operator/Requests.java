package dev.rolecall.bench.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** Requests that the client has no short form for. */
final class Requests {
  private Requests() {}

  /**
   * Merges a change into an object.
   *
   * @param path of the object
   * @return the object as it is then, JSON
   */
  static String merge(KubernetesClient client, String path, String change) {
    String server = client.getConfiguration().getMasterUrl().replaceFirst("/$", "");
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(server + path)
            .method("PATCH", "application/merge-patch+json", change)
            .build();
    try {
      HttpResponse<String> answer = client.getHttpClient().sendAsync(request, String.class).join();
      if (!answer.isSuccessful()) {
        throw new IllegalStateException(answer.code() + ": " + answer.bodyString());
      }
      return answer.body();
    } catch (CompletionException | IOException e) {
      throw new IllegalStateException(path + " cannot be patched: " + e.getMessage(), e);
    }
  }
}
