package dev.rolecall.bench.operator;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.kube.resource.RoleAssociation;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Watches which resources are told that they are ready, and of which generation. */
final class Readiness implements AutoCloseable {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Map<String, Long> ready = new ConcurrentHashMap<>();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  Readiness(KubernetesClient client) {
    watch(client, Account.class);
    watch(client, IAMRole.class);
    watch(client, RoleAssociation.class);
  }

  private <R extends CustomResource<?, ? extends ResourceStatus>> void watch(
      KubernetesClient client, Class<R> type) {
    informers.add(
        client
            .resources(type)
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(R resource) {
                    see(resource);
                  }

                  @Override
                  public void onUpdate(R before, R after) {
                    see(after);
                  }

                  @Override
                  public void onDelete(R resource, boolean unknown) {
                    ready.remove(key(resource));
                  }
                }));
  }

  private void see(CustomResource<?, ? extends ResourceStatus> resource) {
    ResourceStatus status = resource.getStatus();
    if (status != null
        && status.getConditions().stream()
            .anyMatch(condition ->
                "Ready".equals(condition.getType())
                    && "True".equals(condition.getStatus())
                    && Objects.equals(
                        condition.getObservedGeneration(),
                        resource.getMetadata().getGeneration()))) {
      ready.put(key(resource), resource.getMetadata().getGeneration());
    }
  }

  private static String key(CustomResource<?, ?> resource) {
    return "%s %s/%s"
        .formatted(
            resource.getKind(),
            resource.getMetadata().getNamespace(),
            resource.getMetadata().getName());
  }

  int count() {
    return ready.size();
  }

  /** Waits until so many are ready. */
  void await(int count, Duration limit) {
    await(() -> count() >= count, limit, () -> count() + " of " + count + " resources are ready");
  }

  /** Waits until the role is ready as it is in this generation. */
  void await(String namespace, String name, long generation) {
    String key = "IAMRole %s/%s".formatted(namespace, name);
    await(
        () -> ready.getOrDefault(key, 0L) >= generation,
        Duration.ofSeconds(30),
        () -> key + " is not ready in generation " + generation);
  }

  private static void await(BooleanSupplier done, Duration limit, Supplier<String> complaint) {
    long end = System.nanoTime() + limit.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("after %s: %s".formatted(limit, complaint.get()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }
}
