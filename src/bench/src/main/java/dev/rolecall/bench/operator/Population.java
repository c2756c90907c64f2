package dev.rolecall.bench.operator;

import dev.rolecall.bench.sts.Directory;
import dev.rolecall.json.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills an API server with the objects of a directory, and with associations. */
final class Population {
  /** Requests at once. */
  static final int CONCURRENCY = 32;

  private static final String RESOURCES = "/apis/rolecall.dev/v1alpha1";

  private final KubernetesClient client;
  private final Quantities quantities;
  private final Directory directory;

  Population(KubernetesClient client, Quantities quantities) {
    this.client = client;
    this.quantities = quantities;
    int accounts = quantities.accounts();
    this.directory =
        new Directory(accounts, quantities.roles() / accounts, quantities.pods() / accounts);
  }

  /** Account by account, so that no object comes before its namespace. */
  void create() {
    each(
        IntStream.range(0, quantities.accounts()).boxed().toList(),
        account -> {
          directory.documents(account).forEach(this::post);
          associations(account).forEach(this::post);
        });
  }

  /** The n-th role. */
  String role(int number) {
    Directory.Pod wearer = wearer(number);
    return RESOURCES
        + "/namespaces/"
        + wearer.namespace()
        + "/iamroles/"
        + wearer.roleName().toLowerCase(Locale.ROOT);
  }

  private Directory.Pod wearer(int number) {
    int accounts = quantities.accounts();
    return new Directory.Pod(
        number % accounts, number / accounts % directory.rolesOfEach(), number);
  }

  private Stream<Map<String, Object>> associations(int account) {
    int ofEach = quantities.associations() / quantities.accounts();
    return IntStream.range(0, ofEach)
        .mapToObj(number -> {
          Directory.Pod wearer =
              new Directory.Pod(account, number % directory.rolesOfEach(), number);
          return Map.of(
              "apiVersion",
              "rolecall.dev/v1alpha1",
              "kind",
              "RoleAssociation",
              "metadata",
              Map.of("name", "association-" + number, "namespace", wearer.namespace()),
              "spec",
              Map.of(
                  "serviceAccounts",
                  List.of(Directory.SERVICE_ACCOUNT),
                  "podSelector",
                  Map.of("matchLabels", Map.of("app", "app-" + number)),
                  "role",
                  wearer.roleName()));
        });
  }

  private void post(Map<String, Object> document) {
    client.raw(path(document), "POST", Json.write(document));
  }

  private static String path(Map<String, Object> document) {
    String namespace =
        document.get("metadata") instanceof Map<?, ?> metadata
            ? String.valueOf(metadata.get("namespace"))
            : "";
    return switch (String.valueOf(document.get("kind"))) {
      case "Namespace" -> "/api/v1/namespaces";
      case "Account" -> RESOURCES + "/accounts";
      case "ServiceAccount" -> "/api/v1/namespaces/" + namespace + "/serviceaccounts";
      case "Pod" -> "/api/v1/namespaces/" + namespace + "/pods";
      case "IAMRole" -> RESOURCES + "/namespaces/" + namespace + "/iamroles";
      case "RoleAssociation" -> RESOURCES + "/namespaces/" + namespace + "/roleassociations";
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  /** Does something to each, several at once. */
  static <T> void each(List<T> all, Consumer<T> action) {
    try (ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY)) {
      List<? extends Future<?>> done =
          all.stream().map(one -> threads.submit(() -> action.accept(one))).toList();
      for (Future<?> one : done) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the API server refuses: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
