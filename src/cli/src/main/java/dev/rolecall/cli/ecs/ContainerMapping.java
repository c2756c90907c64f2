package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers of a definition. What they mount is {@link Mounts}' to say. */
final class ContainerMapping {
  private static final String VARIABLE = "[-._a-zA-Z][-._a-zA-Z0-9]*";
  private static final String USER = "[0-9]{1,10}(:[0-9]{1,10})?";
  private static final String PORT_NAME = "[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?";

  private final Labels containers;
  private final Mounts mounts;
  private final SecretMapping secrets;
  private final Map<String, String> images;

  /**
   * @param containers all of the definition's
   * @param images to use in place of the definition's, by the name of the container in ECS
   */
  ContainerMapping(
      Labels containers, Mounts mounts, SecretMapping secrets, Map<String, String> images) {
    this.containers = containers;
    this.mounts = mounts;
    this.secrets = secrets;
    this.images = Map.copyOf(images);
  }

  /**
   * @param network the definition's network mode in ECS
   */
  Map<String, Object> map(Fields container, Text name, String network) {
    try (container) {
      container.text("name");
      Map<String, Object> mapped = new LinkedHashMap<>();
      mapped.put("name", containers.of(name));
      mapped.put("image", images.getOrDefault(name.value(), container.required("image").value()));
      container.flag("essential").ifPresent(flag -> mapped.put("essential", flag));
      putList(mapped, "entryPoint", container.texts("entryPoint"));
      putList(mapped, "command", container.texts("command"));
      putList(mapped, "environment", variables(container));
      putList(mapped, "secrets", container.objects("secrets").stream().map(secrets::map).toList());
      for (String size : List.of("cpu", "memory", "memoryReservation")) {
        container
            .number(size)
            .filter(number -> number > 0)
            .ifPresent(number -> mapped.put(size, number.toString()));
      }
      putList(
          mapped,
          "portMappings",
          container.objects("portMappings").stream()
              .flatMap(port -> port(port, network).stream())
              .toList());
      Optional<Map<String, Object>> linux = linux(container, name);
      mounts.read(container, name);
      putList(
          mapped,
          "dependsOn",
          container.objects("dependsOn").stream().map(this::dependency).toList());
      container
          .object("healthCheck")
          .flatMap(HealthChecks::map)
          .ifPresent(check -> mapped.put("healthCheck", check));
      putProcess(mapped, container);
      linux.ifPresent(parameters -> mapped.put("linuxParameters", parameters));
      container.number("startTimeout").ifPresent(time -> mapped.put("startTimeout", time));
      container.number("stopTimeout").ifPresent(time -> mapped.put("stopTimeout", time));
      putLabels(mapped, container);
      return mapped;
    }
  }

  private static void putList(Map<String, Object> mapped, String name, List<?> list) {
    if (!list.isEmpty()) {
      mapped.put(name, list);
    }
  }

  /** They stay in the definition, for those who read it. */
  private static void putLabels(Map<String, Object> mapped, Fields container) {
    Map<String, String> labels = container.map("dockerLabels");
    if (!labels.isEmpty()) {
      mapped.put("dockerLabels", labels);
      container
          .findings()
          .changed(
              container.at("dockerLabels"),
              "containers of Kubernetes have no labels: the definition has them, and nothing that runs",
              "give the Task labels, which its pod has, too");
    }
  }

  private static List<Map<String, Object>> variables(Fields container) {
    List<Map<String, Object>> variables = new ArrayList<>();
    for (Fields variable : container.objects("environment")) {
      try (variable) {
        Text name = variable.required("name");
        String value = variable.text("value").map(Text::value).orElse("");
        if (name.value().matches(VARIABLE)) {
          variables.add(Map.of("name", name.value(), "value", value));
        } else {
          variable
              .findings()
              .lost(
                  name.place(),
                  "Kubernetes has variables of letters, digits, '_', '-' and '.' that begin with no digit",
                  "give the variable such a name");
        }
      }
    }
    return variables;
  }

  private static Optional<Map<String, Object>> port(Fields port, String network) {
    try (port) {
      Optional<Integer> number = port.number("containerPort");
      port.number("hostPort")
          .filter(host -> network.equals("bridge") ? host > 0 : !number.equals(Optional.of(host)))
          .ifPresent(host -> NoEquivalent.name(port.at("hostPort"), port.findings()));
      Map<String, Object> mapped = new LinkedHashMap<>();
      number.ifPresent(it -> mapped.put("containerPort", it));
      port.text("protocol").ifPresent(it -> mapped.put("protocol", it.value()));
      port.text("name")
          .ifPresent(name -> {
            if (name.value().matches(PORT_NAME) && name.value().matches(".*[a-z].*")) {
              mapped.put("name", name.value());
            } else {
              port.findings()
                  .lost(
                      name.place(),
                      "Kubernetes names ports by 1 to 15 lower-case letters, digits and '-'",
                      "give it a shorter name, or name the number in the Service");
            }
          });
      return number.map(it -> mapped);
    }
  }

  private Map<String, Object> dependency(Fields dependency) {
    try (dependency) {
      Text condition = dependency.required("condition");
      String here = condition.value();
      if (here.equals("COMPLETE")) {
        here = "SUCCESS";
        dependency
            .findings()
            .changed(
                condition.place(),
                "Kubernetes waits for containers that end well: it is SUCCESS here",
                "let the container end with 0 whatever came of it, where that is meant");
      }
      Map<String, Object> mapped = new LinkedHashMap<>();
      mapped.put("containerName", containers.of(dependency.required("containerName")));
      mapped.put("condition", here);
      return mapped;
    }
  }

  private static void putProcess(Map<String, Object> mapped, Fields container) {
    container
        .text("user")
        .ifPresent(user -> {
          if (user.value().matches(USER)) {
            mapped.put("user", user.value());
          } else {
            container
                .findings()
                .lost(
                    user.place(),
                    "Kubernetes runs containers as numbered users, and cannot look a name up in the image",
                    "write the numbers (uid:gid), or set USER in the image");
          }
        });
    container
        .text("workingDirectory")
        .ifPresent(folder -> {
          if (folder.value().startsWith("/")) {
            mapped.put("workingDirectory", folder.value());
          } else {
            container
                .findings()
                .lost(
                    folder.place(),
                    "it is no absolute path of Linux",
                    "write one that begins with /");
          }
        });
    container
        .flag("readonlyRootFilesystem")
        .ifPresent(flag -> mapped.put("readonlyRootFilesystem", flag));
    container
        .flag("privileged")
        .filter(flag -> flag)
        .ifPresent(flag -> {
          mapped.put("privileged", true);
          container
              .findings()
              .needed(
                  container.at("privileged"),
                  "a privileged container has all powers over its node",
                  "set spec.pods.privileged of the Account");
        });
  }

  private Optional<Map<String, Object>> linux(Fields container, Text name) {
    return container
        .object("linuxParameters")
        .flatMap(linux -> {
          try (linux) {
            mounts.addMemory(linux, containers.of(name));
            return linux
                .object("capabilities")
                .map(ContainerMapping::capabilities)
                .filter(capabilities -> !capabilities.isEmpty())
                .map(capabilities -> Map.<String, Object>of("capabilities", capabilities));
          }
        });
  }

  private static Map<String, Object> capabilities(Fields capabilities) {
    try (capabilities) {
      Map<String, Object> mapped = new LinkedHashMap<>();
      putList(mapped, "add", capabilities.texts("add"));
      putList(mapped, "drop", capabilities.texts("drop"));
      return mapped;
    }
  }
}
