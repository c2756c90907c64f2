package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster's objects make of a task before it has a pod.
 *
 * @param taskArn empty where its namespace has no account
 * @param definitionArn empty where nothing says which revision it would run
 * @param containers of that revision
 * @param executionRole how its execution role stands; empty where it has none
 * @param outcome its pod, or why there can be none yet
 */
public record Plan(
    Optional<String> taskArn,
    Optional<String> definitionArn,
    List<ContainerDefinition> containers,
    Optional<Condition> executionRole,
    Outcome outcome) {
  /** Whether there can be a pod. */
  public sealed interface Outcome {
    record Possible(Pod pod) implements Outcome {}

    /**
     * Not as things are; they may change.
     *
     * @param reason in CamelCase
     * @param message a sentence
     */
    record Waiting(String reason, String message) implements Outcome {}
  }
}
