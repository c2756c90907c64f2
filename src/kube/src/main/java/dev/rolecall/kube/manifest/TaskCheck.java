package dev.rolecall.kube.manifest;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.kube.task.TaskDefinitionRules;
import dev.rolecall.kube.task.TaskProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a TaskDefinition or a Task must be besides its schema. */
final class TaskCheck {
  private static final FieldPath SPEC = FieldPath.ROOT.member("spec");

  /** ECS's limit of a definition ("Amazon ECS service quotas"). */
  private static final int LARGEST = 64 << 10;

  /** A pod is called {@code task-} and the task's name, and has 253 characters at most. */
  private static final int LONGEST_NAME = 248;

  private final List<ManifestProblem> problems;
  private final JsonObject resource;
  private final JsonObject spec;

  TaskCheck(List<ManifestProblem> problems, JsonObject resource, JsonObject spec) {
    this.problems = problems;
    this.resource = resource;
    this.spec = spec;
  }

  void checkDefinition() {
    checkRole(SPEC, spec, "taskRole");
    checkRole(SPEC, spec, "executionRole");
    if (Json.write(spec).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      add("", "a definition has at most 64 KiB as JSON; put what is large into ConfigMaps");
    }
    if (!problems.isEmpty()) {
      // The other rules are for specs that the schema accepts.
      return;
    }
    try {
      TaskDefinitionRules.problems(TypedObjects.read(resource, TaskDefinition.class).getSpec())
          .forEach(this::add);
    } catch (JsonException e) {
      add("", String.valueOf(e.getMessage()));
    }
  }

  void checkTask() {
    Fields.object(spec, "overrides")
        .ifPresent(overrides -> checkRole(SPEC.member("overrides"), overrides, "taskRole"));
    Optional<String> name =
        Fields.object(resource, "metadata").flatMap(metadata -> Fields.text(metadata, "name"));
    if (name.filter(text -> text.length() > LONGEST_NAME).isPresent()) {
      problems.add(
          new ManifestProblem(
              FieldPath.ROOT.member("metadata").member("name"),
              resource.position(),
              "may have at most " + LONGEST_NAME + " characters, for the name of the task's pod"));
    }
  }

  private void checkRole(FieldPath path, JsonObject holder, String field) {
    Fields.text(holder, field)
        .filter(role -> role.startsWith("arn:") && RoleArn.parse(role).isEmpty())
        .ifPresent(role ->
            problems.add(
                new ManifestProblem(
                    path.member(field),
                    holder.get(field).orElse(holder).position(),
                    "'%s' is no role's ARN: arn:aws:iam::<account>:role/<path><name>"
                        .formatted(role))));
  }

  private void add(TaskProblem problem) {
    add(problem.pointer(), problem.message());
  }

  private void add(String pointer, String message) {
    problems.add(new ManifestProblem(SPEC.pointer(pointer), at(pointer).position(), message));
  }

  /** The value at a pointer, or the last one on the way that is there. */
  private JsonValue at(String pointer) {
    JsonValue value = spec;
    for (String token : pointer.split("/", -1)) {
      Optional<JsonValue> next =
          switch (value) {
            case JsonObject object -> object.get(token);
            case JsonArray array
                when token.chars().allMatch(Character::isDigit) && !token.isEmpty() ->
                array.elements().stream().skip(Long.parseLong(token)).findFirst();
            default -> Optional.empty();
          };
      value = next.orElse(value);
    }
    return value;
  }
}
