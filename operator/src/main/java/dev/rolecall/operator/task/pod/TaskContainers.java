package dev.rolecall.operator.task.pod;

import dev.rolecall.kube.resource.task.ContainerOverride;
import dev.rolecall.kube.resource.task.TaskOverrides;
import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.ContainerSecret;
import dev.rolecall.kube.resource.taskdefinition.EnvironmentVariable;
import dev.rolecall.kube.resource.taskdefinition.HealthCheck;
import dev.rolecall.kube.resource.taskdefinition.KernelCapabilities;
import dev.rolecall.kube.resource.taskdefinition.LinuxParameters;
import dev.rolecall.kube.resource.taskdefinition.PortMapping;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import dev.rolecall.kube.task.StartOrder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Containers of a task's pod. */
final class TaskContainers {
  private final TaskDefinitionSpec spec;
  private final Map<String, ContainerOverride> overrides = new LinkedHashMap<>();
  private final TaskResources resources;

  TaskContainers(TaskDefinitionSpec spec, TaskOverrides overrides) {
    this.spec = spec;
    overrides
        .getContainerOverrides()
        .forEach(override -> this.overrides.put(String.valueOf(override.getName()), override));
    this.resources = new TaskResources(spec, overrides);
  }

  /** One that others wait for. */
  Container first(StartOrder.First first) {
    ContainerBuilder builder = builder(first.container());
    if (first.awaited() == StartOrder.Awaited.HEALTHY) {
      builder.withRestartPolicy("Always");
      Optional.ofNullable(first.container().getHealthCheck())
          .ifPresent(
              check -> builder.withStartupProbe(probe(check)).withReadinessProbe(probe(check)));
    }
    return builder.build();
  }

  /** One that starts when those are done or healthy. */
  Container then(ContainerDefinition definition) {
    ContainerBuilder builder = builder(definition);
    // Not a liveness probe: ECS says that a task is unhealthy, and leaves it to its owner.
    Optional.ofNullable(definition.getHealthCheck())
        .ifPresent(check -> builder.withReadinessProbe(probe(check)));
    return builder.build();
  }

  private ContainerBuilder builder(ContainerDefinition definition) {
    Optional<ContainerOverride> override =
        Optional.ofNullable(overrides.get(String.valueOf(definition.getName())));
    List<String> command =
        override
            .map(ContainerOverride::getCommand)
            .filter(given -> !given.isEmpty())
            .orElse(definition.getCommand());
    return new ContainerBuilder()
        .withName(definition.getName())
        .withImage(definition.getImage())
        .withCommand(definition.getEntryPoint().stream().map(TaskContainers::literal).toList())
        .withArgs(command.stream().map(TaskContainers::literal).toList())
        .withWorkingDir(definition.getWorkingDirectory())
        .withEnv(environment(definition, override))
        .withPorts(ports(definition))
        .withVolumeMounts(definition.getMountPoints().stream().map(TaskVolumes::mount).toList())
        .withResources(resources.of(definition))
        .withSecurityContext(security(definition));
  }

  /**
   * Text as it is: Kubernetes would replace {@code $(NAME)} by another variable's value, which ECS
   * does not, and takes {@code $$} for one dollar sign.
   */
  static String literal(String text) {
    return text.replace("$", "$$");
  }

  private static List<EnvVar> environment(
      ContainerDefinition definition, Optional<ContainerOverride> override) {
    Map<String, EnvVar> variables = new LinkedHashMap<>();
    definition.getEnvironment().forEach(variable -> put(variables, variable));
    for (ContainerSecret secret : definition.getSecrets()) {
      variables.put(
          String.valueOf(secret.getName()),
          new EnvVarBuilder()
              .withName(secret.getName())
              .withNewValueFrom()
              .withNewSecretKeyRef()
              .withName(secret.getSecretName())
              .withKey(secret.getKey())
              .endSecretKeyRef()
              .endValueFrom()
              .build());
    }
    override.ifPresent(
        given -> given.getEnvironment().forEach(variable -> put(variables, variable)));
    return new ArrayList<>(variables.values());
  }

  private static void put(Map<String, EnvVar> variables, EnvironmentVariable variable) {
    variables.put(
        String.valueOf(variable.getName()),
        new EnvVarBuilder()
            .withName(variable.getName())
            .withValue(literal(variable.getValue()))
            .build());
  }

  private List<ContainerPort> ports(ContainerDefinition definition) {
    return definition.getPortMappings().stream().map(this::port).toList();
  }

  private ContainerPort port(PortMapping mapping) {
    ContainerPortBuilder builder =
        new ContainerPortBuilder()
            .withName(mapping.getName())
            .withContainerPort(mapping.getContainerPort())
            .withProtocol(mapping.getProtocol().toUpperCase(Locale.ROOT));
    if (spec.getNetworkMode().equals("host")) {
      builder.withHostPort(mapping.getContainerPort());
    }
    return builder.build();
  }

  private static SecurityContext security(ContainerDefinition definition) {
    SecurityContextBuilder builder = new SecurityContextBuilder();
    if (definition.getUser() != null) {
      String[] ids = definition.getUser().split(":", 2);
      builder.withRunAsUser(Long.valueOf(ids[0]));
      if (ids.length > 1) {
        builder.withRunAsGroup(Long.valueOf(ids[1]));
      }
    }
    if (definition.isReadonlyRootFilesystem()) {
      builder.withReadOnlyRootFilesystem(true);
    }
    if (definition.isPrivileged()) {
      builder.withPrivileged(true);
    }
    LinuxParameters linux = definition.getLinuxParameters();
    KernelCapabilities capabilities = linux == null ? null : linux.getCapabilities();
    if (capabilities != null) {
      builder
          .withNewCapabilities()
          .withAdd(capabilities.getAdd())
          .withDrop(capabilities.getDrop())
          .endCapabilities();
    }
    return builder.build();
  }

  private static Probe probe(HealthCheck check) {
    List<String> command =
        check.getCommand().getFirst().equals("CMD-SHELL")
            ? List.of("/bin/sh", "-c", check.getCommand().get(1))
            : check.getCommand().subList(1, check.getCommand().size());
    // Failures within the start period do not count: as many more are allowed as fit into it.
    int grace = Math.ceilDiv(check.getStartPeriod(), check.getInterval());
    return new ProbeBuilder()
        .withNewExec()
        .withCommand(command)
        .endExec()
        .withPeriodSeconds(check.getInterval())
        .withTimeoutSeconds(check.getTimeout())
        .withFailureThreshold(check.getRetries() + grace)
        .build();
  }
}
