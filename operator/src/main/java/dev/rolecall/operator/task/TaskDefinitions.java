package dev.rolecall.operator.task;

import dev.rolecall.kube.directory.PersistentInformers;
import dev.rolecall.kube.directory.Slim;
import dev.rolecall.kube.directory.SlimStore;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The TaskDefinitions of all namespaces by family and revision. Of those that share both in one
 * namespace the oldest is in use.
 */
public final class TaskDefinitions implements AutoCloseable {
  private static final String FAMILIES = "family";

  private static final Comparator<TaskDefinition> OLDEST_FIRST =
      Comparator.comparing((TaskDefinition definition) ->
              Objects.requireNonNullElse(definition.getMetadata().getCreationTimestamp(), ""))
          .thenComparing(definition -> definition.getMetadata().getName());

  private final SharedIndexInformer<TaskDefinition> informer;
  private final List<Consumer<List<TaskDefinition>>> listeners = new CopyOnWriteArrayList<>();

  private TaskDefinitions(SharedIndexInformer<TaskDefinition> informer) {
    this.informer = informer;
  }

  /** Starts the informer and returns at once. */
  public static TaskDefinitions start(KubernetesClient client) {
    SharedIndexInformer<TaskDefinition> informer =
        PersistentInformers.of(
            client.resources(TaskDefinition.class).inAnyNamespace(),
            new SlimStore<>(Slim::resource));
    TaskDefinitions definitions = new TaskDefinitions(informer);
    informer.addIndexers(Map.of(FAMILIES, definition -> List.of(family(definition))));
    informer.addEventHandler(definitions.new Changes());
    informer.start();
    return definitions;
  }

  public boolean ready() {
    return informer.hasSynced();
  }

  /** Calls the listener with all that have the family and revision of one that changed. */
  public void listen(Consumer<List<TaskDefinition>> listener) {
    listeners.add(listener);
  }

  /**
   * What a Task names.
   *
   * @param reference {@code family:revision}, or a family for its newest revision
   */
  public Definition find(String namespace, String reference) {
    String[] parts = reference.split(":", 2);
    List<TaskDefinition> family =
        informer.getIndexer().byIndex(FAMILIES, namespace + "/" + parts[0]);
    Optional<Long> revision =
        parts.length > 1
            ? Optional.of(Long.valueOf(parts[1]))
            : family.stream().map(TaskDefinitions::revision).max(Comparator.naturalOrder());
    return family.stream()
        .filter(definition -> Optional.of(revision(definition)).equals(revision))
        .min(OLDEST_FIRST)
        .map(TaskDefinitions::read)
        .orElseGet(() ->
            new Definition.Unusable(
                "TaskDefinitionNotFound",
                "namespace '%s' has no TaskDefinition '%s'".formatted(namespace, reference)));
  }

  /** The name of another that has its family and revision. */
  public Optional<String> namesake(TaskDefinition definition) {
    return namesakes(definition).stream()
        .map(other -> other.getMetadata().getName())
        .filter(name -> !name.equals(definition.getMetadata().getName()))
        .findFirst();
  }

  /** Those with its family and revision; the first is in use. */
  List<TaskDefinition> namesakes(TaskDefinition definition) {
    return informer.getIndexer().byIndex(FAMILIES, family(definition)).stream()
        .filter(other -> revision(other) == revision(definition))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private static Definition read(TaskDefinition definition) {
    return problems(definition)
        .<Definition>map(problems ->
            new Definition.Unusable(
                "TaskDefinitionInvalid",
                "TaskDefinition '%s': %s".formatted(definition.getMetadata().getName(), problems)))
        .orElseGet(() -> new Definition.Found(definition));
  }

  /** What is wrong with a definition, or a task, in itself. */
  static Optional<String> problems(HasMetadata resource) {
    return switch (ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, resource)) {
      case ManifestReading.Read read -> Optional.empty();
      case ManifestReading.Refused refused -> Optional.of(refused.text());
    };
  }

  private static String family(TaskDefinition definition) {
    return definition.getMetadata().getNamespace() + "/" + definition.getSpec().getFamily();
  }

  private static long revision(TaskDefinition definition) {
    return Objects.requireNonNullElse(definition.getSpec().getRevision(), 0).longValue();
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Changes implements ResourceEventHandler<TaskDefinition> {
    @Override
    public void onAdd(TaskDefinition definition) {
      tell(definition);
    }

    @Override
    public void onUpdate(TaskDefinition before, TaskDefinition after) {
      // One that was made again while nobody watched has the generation of the one before.
      if (!Objects.equals(before.getMetadata().getUid(), after.getMetadata().getUid())
          || !Objects.equals(
              before.getMetadata().getGeneration(), after.getMetadata().getGeneration())) {
        tell(before);
        tell(after);
      }
    }

    @Override
    public void onDelete(TaskDefinition definition, boolean unknownFinalState) {
      tell(definition);
    }

    private void tell(TaskDefinition definition) {
      List<TaskDefinition> concerned = namesakes(definition);
      listeners.forEach(listener -> listener.accept(concerned));
    }
  }
}
