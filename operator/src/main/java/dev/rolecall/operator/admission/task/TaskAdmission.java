package dev.rolecall.operator.admission.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.kube.manifest.TypedObjects;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.operator.access.Access;
import dev.rolecall.operator.access.AccessQuestion;
import dev.rolecall.operator.access.AccessReviews;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.task.Plan;
import dev.rolecall.operator.task.Plan.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Whether a Task or a TaskDefinition may be made or changed. The operator makes a Task's pod in its
 * own name, so whoever makes a Task must be allowed to make pods, and hears what would be said of
 * the pod.
 */
public final class TaskAdmission implements Admission {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private final AccessReviews access;
  private final Requester operator;
  private final Function<Task, Optional<Plan>> plans;
  private final Function<TaskDefinition, Optional<String>> namesake;
  private final Admission podRules;

  /**
   * @param operator who makes tasks' pods
   * @param plans of tasks; empty where not everything was read yet
   * @param namesake another TaskDefinition's name that has the same family and revision
   * @param podRules what is asked about the pod
   */
  public TaskAdmission(
      AccessReviews access,
      Requester operator,
      Function<Task, Optional<Plan>> plans,
      Function<TaskDefinition, Optional<String>> namesake,
      Admission podRules) {
    this.access = access;
    this.operator = operator;
    this.plans = plans;
    this.namesake = namesake;
    this.podRules = podRules;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    boolean made = request.operation().equals("CREATE");
    boolean changed = request.operation().equals("UPDATE");
    if (!request.object().isObject() || !request.subresource().isEmpty()) {
      return allowed();
    }
    return switch (request.kind()) {
      case "TaskDefinition" -> {
        if (changed) {
          yield judged(Unchanging.ofDefinition(request));
        }
        yield made ? judged(duplicate(request)) : allowed();
      }
      case "Task" -> {
        if (changed) {
          yield judged(Unchanging.ofTask(request));
        }
        yield made ? task(request) : allowed();
      }
      default -> allowed();
    };
  }

  private Optional<String> duplicate(AdmissionRequest request) {
    return read(request, TaskDefinition.class)
        .flatMap(definition ->
            namesake
                .apply(definition)
                .map(other ->
                    "spec.revision: TaskDefinition '%s' is %s:%d already; choose the next revision"
                        .formatted(
                            other,
                            definition.getSpec().getFamily(),
                            definition.getSpec().getRevision())));
  }

  private CompletionStage<AdmissionAnswer> task(AdmissionRequest request) {
    return access
        .ask(request.requester(), AccessQuestion.createPods(request.namespace()))
        .thenCompose(answer ->
            switch (answer) {
              case Access.Granted granted -> pod(request);
              case Access.Denied(var reason) ->
                  refused(
                      Refusal.FORBIDDEN,
                      "a Task is run as a pod, and %s may not create pods in namespace '%s': have RBAC allow it"
                          .formatted(request.requester().name(), request.namespace()));
              case Access.Unknown(var reason) ->
                  refused(
                      Refusal.UNAVAILABLE,
                      "whether %s may create pods could not be asked: %s"
                          .formatted(request.requester().name(), reason));
            });
  }

  /** What would be said of its pod. */
  private CompletionStage<AdmissionAnswer> pod(AdmissionRequest request) {
    Optional<Task> task = read(request, Task.class);
    if (task.isEmpty()) {
      // What is wrong with it is said by who reads all resources.
      return allowed();
    }
    Optional<Plan> plan = plans.apply(task.get());
    if (plan.isEmpty()) {
      return refused(Refusal.UNAVAILABLE, "not all resources were read yet: try again");
    }
    return switch (plan.get().outcome()) {
      case Outcome.Waiting(var reason, var message) ->
          CompletableFuture.completedFuture(
              new AdmissionAnswer.Allowed(List.of("the task waits: " + message)));
      case Outcome.Possible(var pod) ->
          podRules
              .review(ofPod(pod, request, request.requester()))
              .thenCompose(answer ->
                  answer instanceof AdmissionAnswer.Refused refused
                      ? CompletableFuture.completedFuture(ofTask(refused))
                      : made(answer, ofPod(pod, request, operator)));
    };
  }

  /** Its author may what the operator may not, who makes the pod: it would wait for that. */
  private CompletionStage<AdmissionAnswer> made(AdmissionAnswer ofAuthor, AdmissionRequest pod) {
    return podRules
        .review(pod)
        .thenApply(answer ->
            answer instanceof AdmissionAnswer.Refused(var refusal, var message)
                ? new AdmissionAnswer.Allowed(
                    List.of(
                        "the task waits, for the operator makes its pod: "
                            + message
                            + "; grant it to the task's service account"))
                : ofAuthor);
  }

  private static AdmissionRequest ofPod(Pod pod, AdmissionRequest request, Requester requester) {
    return new AdmissionRequest(
        request.uid(),
        "Pod",
        "",
        request.namespace(),
        "CREATE",
        PLAIN.valueToTree(SERIALIZATION.convertValue(pod, Map.class)),
        MissingNode.getInstance(),
        requester);
  }

  private static AdmissionAnswer ofTask(AdmissionAnswer.Refused ofPod) {
    return new AdmissionAnswer.Refused(
        ofPod.refusal(), "the task's pod would be refused: " + ofPod.message());
  }

  private static <T extends HasMetadata> Optional<T> read(AdmissionRequest request, Class<T> type) {
    try {
      T object =
          TypedObjects.read(Json.of(PLAIN.convertValue(request.object(), Object.class)), type);
      object.getMetadata().setNamespace(request.namespace());
      if (object.getMetadata().getName() == null) {
        object.getMetadata().setName(request.uid());
      }
      if (object.getMetadata().getUid() == null) {
        object.getMetadata().setUid(request.uid());
      }
      return Optional.of(object);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static CompletionStage<AdmissionAnswer> judged(Optional<String> problem) {
    return problem
        .map(message -> refused(Refusal.INVALID, message))
        .orElseGet(TaskAdmission::allowed);
  }

  private static CompletionStage<AdmissionAnswer> refused(Refusal refusal, String message) {
    return CompletableFuture.completedFuture(new AdmissionAnswer.Refused(refusal, message));
  }

  private static CompletionStage<AdmissionAnswer> allowed() {
    return CompletableFuture.completedFuture(new AdmissionAnswer.Allowed(List.of()));
  }
}
