package dev.rolecall.kube.manifest;

import dev.rolecall.directory.association.TagTemplate;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a RoleAssociation means beyond its schema. */
final class AssociationCheck {
  private static final FieldPath SPEC = FieldPath.ROOT.member("spec");

  /** Fields that say how the role is got. */
  private static final List<String> WITH_ROLE =
      List.of("priority", "targetRole", "disableSessionTags");

  private final List<ManifestProblem> problems;
  private final JsonObject spec;

  AssociationCheck(List<ManifestProblem> problems, JsonObject spec) {
    this.problems = problems;
    this.spec = spec;
  }

  void check() {
    if (List.of("role", "tags", "sessionPolicy").stream()
        .noneMatch(field -> spec.get(field).isPresent())) {
      add(SPEC, spec, "does nothing; give it a role, tags or a sessionPolicy");
    }
    if (spec.get("role").isEmpty()) {
      WITH_ROLE.forEach(field ->
          given(field)
              .ifPresent(value ->
                  add(SPEC.member(field), value, "goes with a role; name it in spec.role")));
    }
    checkTarget();
    Fields.object(spec, "podSelector")
        .ifPresent(selector ->
            new LabelSelectorCheck(problems).check(SPEC.member("podSelector"), selector));
    Fields.objects(SPEC, "tags", spec).forEach(this::checkTemplate);
  }

  /** A field that says something: an API server adds what is false by default. */
  private Optional<JsonValue> given(String field) {
    return spec.get(field).filter(value -> !(value instanceof JsonBoolean(var is, var at) && !is));
  }

  private void checkTarget() {
    Optional<String> target = Fields.text(spec, "targetRole");
    if (target.isEmpty()) {
      return;
    }
    JsonValue value = spec.get("targetRole").orElse(spec);
    if (RoleArn.parse(target.get()).isEmpty()) {
      add(
          SPEC.member("targetRole"),
          value,
          "'%s' is no role's ARN: arn:aws:iam::<account>:role/<path><name>"
              .formatted(target.get()));
    } else if (target.equals(Fields.text(spec, "role"))) {
      add(
          SPEC.member("targetRole"),
          value,
          "is spec.role itself; leave it out, or name another role");
    }
  }

  private void checkTemplate(FieldPath path, JsonObject tag) {
    Fields.text(tag, "value")
        .map(TagTemplate::read)
        .filter(TagTemplate.Reading.Refused.class::isInstance)
        .map(TagTemplate.Reading.Refused.class::cast)
        .ifPresent(
            refused -> add(path.member("value"), tag.get("value").orElse(tag), refused.message()));
  }

  private void add(FieldPath path, JsonValue value, String message) {
    problems.add(new ManifestProblem(path, value.position(), message));
  }
}
