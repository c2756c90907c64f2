package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.operator.task.pod.TaskPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Does to pods what tasks need; to none but the very one that was seen. */
final class TaskPods {
  private static final Logger LOG = Logger.getLogger(TaskPods.class);

  /** Has the kubelet end the containers, with their grace, and keep the pod (PodSpec). */
  static final int DEADLINE_SECONDS = 1;

  private static final int UNPROCESSABLE = 422;

  private final KubernetesClient client;

  TaskPods(KubernetesClient client) {
    this.client = client;
  }

  /** What became of making a pod. */
  sealed interface Made {
    record Yes(Pod pod) implements Made {}

    /** Something of this name is there already, or the task changed: to be looked at again. */
    record Already() implements Made {}

    /**
     * The API server does not take it.
     *
     * @param message its own words
     */
    record Refused(String message) implements Made {}
  }

  /** The task is asked for first: caches may be older than its end. */
  Made make(Task task, Pod pod) {
    Task live =
        client
            .resources(Task.class)
            .inNamespace(task.getMetadata().getNamespace())
            .withName(task.getMetadata().getName())
            .get();
    if (live == null
        || !live.getMetadata().getUid().equals(task.getMetadata().getUid())
        || live.getMetadata().getDeletionTimestamp() != null
        || !live.getSpec().getDesiredStatus().equals("RUNNING")
        || Optional.ofNullable(live.getStatus()).map(status -> status.getPodUid()).isPresent()) {
      return new Made.Already();
    }
    try {
      Pod made = client.resource(pod).create();
      LOG.infof("task %s/%s: its pod is made", made.getMetadata().getNamespace(), name(task));
      return new Made.Yes(made);
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_CONFLICT -> there(task);
        case HttpURLConnection.HTTP_NOT_FOUND -> new Made.Already();
        case HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
            new Made.Refused(
                Optional.ofNullable(e.getStatus())
                    .map(status -> status.getMessage())
                    .orElse("the API server refused the pod"));
        default -> throw e;
      };
    }
  }

  private Made there(Task task) {
    return find(task).filter(pod -> !TaskPod.isOf(task, pod)).isPresent()
        ? new Made.Refused(
            "there is a pod '%s' that is not this task's: delete it".formatted(TaskPod.name(task)))
        : new Made.Already();
  }

  /** The pod that is called like the task's, from the API server itself. */
  Optional<Pod> find(Task task) {
    return Optional.ofNullable(
        client
            .pods()
            .inNamespace(task.getMetadata().getNamespace())
            .withName(TaskPod.name(task))
            .get());
  }

  /** Ends its containers; the pod stays. */
  void end(Pod pod) {
    String patch =
        """
        [{"op": "test", "path": "/metadata/uid", "value": "%s"},
         {"op": "add", "path": "/spec/activeDeadlineSeconds", "value": %d}]
        """
            .formatted(pod.getMetadata().getUid(), DEADLINE_SECONDS);
    try {
      client.pods().resource(pod).patch(PatchContext.of(PatchType.JSON), patch);
    } catch (KubernetesClientException e) {
      // Gone, or another pod of this name: the task is looked at again when the caches know.
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != UNPROCESSABLE) {
        throw e;
      }
    }
  }

  /** Removes a pod that was not scheduled; one that is by now is looked at again. */
  void remove(Pod pod) {
    try {
      List<StatusDetails> unused =
          client.resource(pod).lockResourceVersion(pod.getMetadata().getResourceVersion()).delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private static String name(Task task) {
    return task.getMetadata().getName();
  }
}
