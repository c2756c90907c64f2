package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The spec of a TaskDefinition from a task definition of ECS. */
final class DefinitionMapping {
  private final Fields definition;
  private final Options options;
  private final SecretMapping secrets = new SecretMapping();
  private final Labels containers = new Labels("container");
  private final Labels volumes = new Labels("volume");
  private final Mounts mounts = new Mounts(volumes, containers);

  DefinitionMapping(Fields definition, Options options) {
    this.definition = definition;
    this.options = options;
  }

  /** The secrets of AWS that the definition names; known once it is mapped. */
  Map<String, SecretMapping.Target> secrets() {
    return secrets.targets();
  }

  /**
   * @param tags those that stand beside the definition in ECS's answer
   */
  Map<String, Object> map(List<Fields> tags) {
    try (definition) {
      Map<String, Object> spec = new LinkedHashMap<>();
      String family = definition.required("family").value();
      spec.put("family", family);
      Optional<Integer> told = definition.number("revision");
      spec.put("revision", options.revision().or(() -> told).orElse(1));
      Roles roles = new Roles(options.accounts());
      roles
          .map(definition, "taskRoleArn", "sts:AssumeRole and sts:TagSession")
          .ifPresent(role -> spec.put("taskRole", role));
      roles
          .map(definition, "executionRoleArn", "sts:AssumeRole")
          .ifPresent(role -> spec.put("executionRole", role));
      String network = network(spec);
      for (String size : List.of("cpu", "memory")) {
        definition
            .size(size)
            .ifPresent(text -> spec.put(size, text.value().strip().replaceAll("\\s+", " ")));
      }
      definition
          .object("runtimePlatform")
          .map(this::platform)
          .filter(platform -> !platform.isEmpty())
          .ifPresent(platform -> spec.put("runtimePlatform", platform));
      ipc();
      putContainersAndVolumes(spec, family, network);
      List<Map<String, Object>> all = new ArrayList<>(tags(definition.objects("tags")));
      all.addAll(tags(tags));
      if (!all.isEmpty()) {
        spec.put("tags", all);
      }
      return spec;
    }
  }

  private void putContainersAndVolumes(Map<String, Object> spec, String family, String network) {
    VolumeMapping mapping = new VolumeMapping(family, volumes);
    List<Map<String, Object>> allVolumes =
        new ArrayList<>(definition.objects("volumes").stream().map(mapping::map).toList());
    List<Fields> all = definition.objects("containerDefinitions");
    if (all.isEmpty()) {
      definition.required("containerDefinitions");
    }
    List<Text> names = all.stream().map(container -> container.required("name")).toList();
    names.forEach(name -> containers.declare(name, definition.findings()));
    ContainerMapping container = new ContainerMapping(containers, mounts, secrets, images(names));
    List<Map<String, Object>> mapped = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      mapped.add(container.map(all.get(i), names.get(i), network));
    }
    mounts.lend();
    mapped.forEach(this::putMounts);
    allVolumes.addAll(mounts.added());
    if (!allVolumes.isEmpty()) {
      spec.put("volumes", allVolumes);
    }
    spec.put("containerDefinitions", mapped);
  }

  private void putMounts(Map<String, Object> container) {
    List<Map<String, Object>> mounted = mounts.of(String.valueOf(container.get("name")));
    if (!mounted.isEmpty()) {
      container.put("mountPoints", mounted);
    }
  }

  private Map<String, String> images(List<Text> names) {
    for (String name : options.images().keySet()) {
      if (names.stream().noneMatch(known -> known.value().equals(name))) {
        throw new DefinitionException(
            definition.at("containerDefinitions"),
            "has no container '" + name + "', which --image names");
      }
    }
    return options.images();
  }

  /** Without one, ECS's is bridge; a task of Rolecall has a network of its own. */
  private String network(Map<String, Object> spec) {
    Optional<Text> mode = definition.text("networkMode");
    String network = mode.map(Text::value).orElse("bridge");
    spec.put("networkMode", network.equals("host") ? "host" : "awsvpc");
    mode.ifPresent(named -> {
      switch (network) {
        case "awsvpc" -> {}
        case "host" ->
            definition
                .findings()
                .needed(
                    named.place(),
                    "the task is on its node's network",
                    "set spec.pods.hostNetwork of the Account");
        case "bridge" ->
            definition
                .findings()
                .changed(
                    named.place(),
                    "every task has a network of its own: it is awsvpc here",
                    "call the task at its own address, or by a Service");
        default ->
            definition
                .findings()
                .lost(
                    named.place(),
                    "every task has a network of its own: it is awsvpc here",
                    "deny the task's traffic with a NetworkPolicy");
      }
    });
    return network;
  }

  private Map<String, Object> platform(Fields platform) {
    try (platform) {
      Map<String, Object> mapped = new LinkedHashMap<>();
      platform
          .text("cpuArchitecture")
          .ifPresent(text -> mapped.put("cpuArchitecture", text.value()));
      platform
          .text("operatingSystemFamily")
          .ifPresent(family -> {
            if (family.value().equals("LINUX")) {
              mapped.put("operatingSystemFamily", "LINUX");
            } else {
              platform
                  .findings()
                  .lost(
                      family.place(),
                      "a task runs on a Linux node, for there alone are ECS's endpoints",
                      "run the container as a pod on a Windows node, in mode sidecar or web-identity");
            }
          });
      return mapped;
    }
  }

  private void ipc() {
    definition
        .text("ipcMode")
        .ifPresent(mode -> {
          if (mode.value().equals("task")) {
            definition
                .findings()
                .noSetting(
                    mode.place(), "the containers of a task share it in any case", "leave it out");
          } else {
            NoEquivalent.name(mode.place(), definition.findings());
          }
        });
  }

  private static List<Map<String, Object>> tags(List<Fields> tags) {
    List<Map<String, Object>> mapped = new ArrayList<>();
    for (Fields tag : tags) {
      try (tag) {
        Text key = tag.required("key");
        String value = tag.text("value").map(Text::value).orElse("");
        if (key.value().regionMatches(true, 0, "aws:", 0, 4)) {
          tag.findings()
              .noSetting(key.place(), "tags that begin with aws: are AWS's own", "leave it out");
        } else {
          mapped.add(Map.of("key", key.value(), "value", value));
        }
      }
    }
    return mapped;
  }
}
