package dev.rolecall.kube.task;

import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.EnvironmentVariable;
import dev.rolecall.kube.resource.taskdefinition.MountPoint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a container of a definition must be besides its schema. */
final class ContainerRules {
  private static final int LEAST_UNITS = 2;

  /** The name that the operator gives the agent's container. */
  private static final String RESERVED = "rolecall-agent";

  private final String pointer;
  private final ContainerDefinition container;
  private final List<TaskProblem> problems;

  ContainerRules(String pointer, ContainerDefinition container, List<TaskProblem> problems) {
    this.pointer = pointer;
    this.container = container;
    this.problems = problems;
  }

  /**
   * @param volumes names of those that the definition has
   */
  void check(Set<String> volumes) {
    if (RESERVED.equals(container.getName())) {
      add("/name", "belongs to Rolecall; choose another");
    }
    checkAmounts();
    checkMounts(volumes);
    checkVariables();
    checkHealth();
  }

  private void checkAmounts() {
    Amounts amounts = new Amounts(problems);
    amounts.cpu(pointer + "/cpu", container.getCpu(), LEAST_UNITS);
    amounts.memory(pointer + "/memory", container.getMemory());
    amounts.memory(pointer + "/memoryReservation", container.getMemoryReservation());
    if (container.getMemory() != null
        && Amounts.bytes(container.getMemoryReservation()) > Amounts.bytes(container.getMemory())) {
      add("/memoryReservation", "is more than memory, which is the most that the container gets");
    }
  }

  private void checkMounts(Set<String> volumes) {
    for (int i = 0; i < container.getMountPoints().size(); i++) {
      MountPoint mount = container.getMountPoints().get(i);
      if (!volumes.contains(mount.getSourceVolume())) {
        add(
            "/mountPoints/" + i + "/sourceVolume",
            "the definition has no volume '%s'; its volumes are %s"
                .formatted(mount.getSourceVolume(), volumes.stream().sorted().toList()));
      }
    }
  }

  private void checkVariables() {
    Set<String> plain =
        container.getEnvironment().stream()
            .map(EnvironmentVariable::getName)
            .collect(Collectors.toSet());
    for (int i = 0; i < container.getSecrets().size(); i++) {
      if (plain.contains(container.getSecrets().get(i).getName())) {
        add("/secrets/" + i + "/name", "is in environment, too; keep one of the two");
      }
    }
  }

  private void checkHealth() {
    if (container.getHealthCheck() == null) {
      return;
    }
    List<String> command = container.getHealthCheck().getCommand();
    String form = command.isEmpty() ? "" : command.getFirst();
    if (!form.equals("CMD") && !form.equals("CMD-SHELL")) {
      add(
          "/healthCheck/command",
          "begins with '%s'; begin with CMD (a command and its arguments) or CMD-SHELL (one line for"
                  .formatted(form)
              + " the shell)");
    } else if (form.equals("CMD-SHELL") && command.size() != 2) {
      add("/healthCheck/command", "CMD-SHELL takes one line for the shell; write it as one text");
    }
  }

  private void add(String member, String message) {
    problems.add(new TaskProblem(pointer + member, message));
  }
}
