package dev.rolecall.cli.ecs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A member of ECS's model of a task definition.
 *
 * @param path as {@code volumes[].name}
 * @param type of ECS's model, with the values of an enumeration
 * @param necessity {@code required}, {@code answer} for what only ECS tells, or empty
 */
record EcsMember(String path, String type, String necessity) {
  private static final String ANY = "a-value";

  /** Values that mean something in their place. */
  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("taskRoleArn", "arn:aws:iam::123456789012:role/task"),
          Map.entry("executionRoleArn", "arn:aws:iam::123456789012:role/execution"),
          Map.entry("cpu", "1024"),
          Map.entry("memory", "2048"),
          Map.entry("containerDefinitions[].user", "7:7"),
          Map.entry("containerDefinitions[].workingDirectory", "/srv"),
          Map.entry("containerDefinitions[].healthCheck.command", List.of("CMD", ANY)),
          Map.entry(
              "containerDefinitions[].linuxParameters.capabilities.add", List.of("SYS_PTRACE")),
          Map.entry("containerDefinitions[].linuxParameters.capabilities.drop", List.of("KILL")),
          Map.entry("containerDefinitions[].dependsOn[].containerName", "other"),
          Map.entry("containerDefinitions[].volumesFrom[].sourceContainer", "other"),
          Map.entry("containerDefinitions[].mountPoints[].sourceVolume", "there"),
          Map.entry("containerDefinitions[].mountPoints[].containerPath", "/mnt"),
          Map.entry("containerDefinitions[].linuxParameters.tmpfs[].containerPath", "/run"),
          Map.entry("volumes[].host.sourcePath", "/var/log"));

  /** What ECS's model does not require, and a definition needs. */
  private static final Map<String, List<String>> SIBLINGS =
      Map.of(
          "containerDefinitions[]", List.of("name", "image"),
          "containerDefinitions[].environment[]", List.of("name"),
          "containerDefinitions[].mountPoints[]", List.of("sourceVolume", "containerPath"),
          "containerDefinitions[].portMappings[]", List.of("containerPort"),
          "containerDefinitions[].volumesFrom[]", List.of("sourceContainer"),
          "volumes[]", List.of("name"),
          "tags[]", List.of("key"));

  static List<EcsMember> all() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EcsMember.class.getResourceAsStream("members.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts -> new EcsMember(parts[0], parts[1], parts.length > 2 ? parts[2] : ""))
          .toList();
    }
  }

  /** Whether there are members below it, which stand for it. */
  boolean isStructure() {
    return !necessity.equals("answer")
        && (type.equals("structure") || type.equals("list of structure"));
  }

  /** The values to try: each of an enumeration. */
  Stream<Object> values() {
    if (VALUES.containsKey(path)) {
      return Stream.of(Objects.requireNonNull(VALUES.get(path)));
    }
    boolean list = type.startsWith("list of ");
    String[] words = type.replace("list of ", "").split(" ");
    if (words.length > 1) {
      return Stream.of(words[1].split(",")).map(value -> list ? List.of(value) : value);
    }
    Object value =
        switch (words[0]) {
          case "integer", "long" -> 7;
          case "boolean" -> true;
          case "map" -> Map.of("key", ANY);
          case "structure" -> Map.of("name", ANY);
          default -> ANY;
        };
    return Stream.of(list ? List.of(value) : value);
  }

  /** A definition with this member and no more than it needs. */
  static Map<String, Object> definition(List<EcsMember> all, String path, Object value) {
    Map<String, Object> other = new LinkedHashMap<>(Map.of("name", "other", "image", "i"));
    other.put("essential", false);
    other.put("healthCheck", Map.of("command", List.of("CMD", "true")));
    other.put("mountPoints", List.of(Map.of("sourceVolume", "there", "containerPath", "/o")));
    Map<String, Object> first = new LinkedHashMap<>(Map.of("name", "c", "image", "i"));
    Map<String, Object> volume = new LinkedHashMap<>(Map.of("name", "there"));
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("family", "f");
    definition.put("containerDefinitions", List.of(first, other));
    definition.put("volumes", List.of(new LinkedHashMap<>(), volume));
    if (!path.startsWith("volumes[]")) {
      definition.put("volumes", List.of(volume));
    }
    put(all, definition, "", path, value);
    return definition;
  }

  @SuppressWarnings("unchecked")
  private static void put(
      List<EcsMember> all, Map<String, Object> object, String at, String rest, Object value) {
    complete(all, object, at);
    int dot = rest.indexOf('.');
    if (dot < 0) {
      object.put(rest, value);
      return;
    }
    String step = rest.substring(0, dot);
    String name = step.replace("[]", "");
    Map<String, Object> inner;
    if (step.endsWith("[]")) {
      List<Object> list =
          (List<Object>)
              object.computeIfAbsent(name, key -> new ArrayList<>(List.of(new LinkedHashMap<>())));
      inner = (Map<String, Object>) list.getFirst();
    } else {
      inner = (Map<String, Object>) object.computeIfAbsent(name, key -> new LinkedHashMap<>());
    }
    put(all, inner, at.isEmpty() ? step : at + "." + step, rest.substring(dot + 1), value);
  }

  /** Puts what is required beside a member. */
  private static void complete(List<EcsMember> all, Map<String, Object> object, String at) {
    for (EcsMember member : all) {
      String name = member.nameIn(at);
      boolean needed =
          member.necessity().equals("required")
              || SIBLINGS.getOrDefault(at, List.of()).contains(name);
      if (!at.isEmpty() && !name.isEmpty() && needed && !member.isStructure()) {
        object.putIfAbsent(name, member.values().findFirst().orElseThrow());
      }
    }
  }

  /** Its name where it is a member of this structure; else empty. */
  private String nameIn(String at) {
    String name = path.startsWith(at + ".") ? path.substring(at.length() + 1) : "";
    return name.contains(".") ? "" : name;
  }

  @Override
  public String toString() {
    return path;
  }
}
