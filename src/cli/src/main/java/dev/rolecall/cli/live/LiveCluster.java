package dev.rolecall.cli.live;

import dev.rolecall.cli.console.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks an API server with the rights of the user; what is forbidden is an answer too. */
final class LiveCluster {
  private final KubernetesClient client;

  LiveCluster(KubernetesClient client) {
    this.client = client;
  }

  KubernetesClient client() {
    return client;
  }

  /**
   * What came of a question.
   *
   * @param what is asked for, {@code node worker-1}
   * @throws Failure where the cluster does not answer, or not this user
   */
  <T> Sight<T> ask(String what, Supplier<@Nullable T> question) {
    try {
      T value = question.get();
      return value == null ? new Sight.Missing<>(what) : new Sight.Seen<>(value);
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_FORBIDDEN -> new Sight.Hidden<>("you may not read " + what);
        case HttpURLConnection.HTTP_NOT_FOUND -> new Sight.Missing<>(what);
        default -> throw failure(what, e);
      };
    }
  }

  /** All objects of a kind, or those of the namespaces where not all may be listed. */
  <T extends HasMetadata> Listing<T> list(Class<T> type, Set<String> namespaces) {
    String kind = HasMetadata.getPlural(type);
    Sight<List<T>> all = ask(kind, () -> items(client.resources(type).inAnyNamespace().list()));
    return switch (all) {
      case Sight.Seen<List<T>>(var items) -> new Listing<>(items, Optional.empty());
      case Sight.Missing<List<T>> missing -> new Listing<>(List.of(), Optional.of(unknown(kind)));
      case Sight.Hidden<List<T>> hidden -> some(type, kind, namespaces);
    };
  }

  /** All objects of a kind that is in no namespace. */
  <T extends HasMetadata> Listing<T> list(Class<T> type) {
    String kind = HasMetadata.getPlural(type);
    Sight<List<T>> all = ask(kind, () -> items(client.resources(type).list()));
    return switch (all) {
      case Sight.Seen<List<T>>(var items) -> new Listing<>(items, Optional.empty());
      case Sight.Missing<List<T>> missing -> new Listing<>(List.of(), Optional.of(unknown(kind)));
      case Sight.Hidden<List<T>>(var why) -> new Listing<>(List.of(), Optional.of(why));
    };
  }

  private <T extends HasMetadata> Listing<T> some(
      Class<T> type, String kind, Set<String> namespaces) {
    List<T> items = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (String namespace : namespaces) {
      Sight<List<T>> some =
          ask(kind, () -> items(client.resources(type).inNamespace(namespace).list()));
      some.seen()
          .ifPresent(found -> {
            items.addAll(found);
            seen.add(namespace);
          });
    }
    return new Listing<>(
        items,
        Optional.of(
            seen.isEmpty()
                ? "you may not list " + kind
                : "you may list " + kind + " in " + String.join(", ", seen) + " only"));
  }

  private static <T extends HasMetadata> List<T> items(KubernetesResourceList<T> list) {
    return list.getItems();
  }

  private static String unknown(String kind) {
    return "the cluster knows no " + kind + ": Rolecall's CRDs are not installed";
  }

  private Failure failure(String what, KubernetesClientException e) {
    return Failure.of(
        e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
            ? "the cluster does not accept this user"
            : "the cluster does not answer",
        what + " of cluster " + client.getMasterUrl(),
        e,
        "see that 'kubectl version' works with the same kubeconfig and context");
  }
}
