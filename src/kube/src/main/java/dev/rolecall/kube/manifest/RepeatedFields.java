package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fields that one object has twice. Readers differ on which of them counts, so a manifest would
 * mean one thing to whoever reviews it and another to whoever applies it.
 */
public final class RepeatedFields {
  private final List<ManifestProblem> problems = new ArrayList<>();

  private RepeatedFields() {}

  /** Those of a value and of everything in it. */
  public static List<ManifestProblem> find(FieldPath path, JsonValue value) {
    RepeatedFields repeated = new RepeatedFields();
    repeated.visit(path, value);
    return repeated.problems;
  }

  private void visit(FieldPath path, JsonValue value) {
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.elements().size(); i++) {
        visit(path.element(i), array.elements().get(i));
      }
    } else if (value instanceof JsonObject object) {
      Set<String> seen = new HashSet<>();
      for (Member member : object.members()) {
        FieldPath place = path.member(member.name());
        if (!seen.add(member.name())) {
          problems.add(new ManifestProblem(place, member.position(), "given twice; keep one"));
        }
        visit(place, member.value());
      }
    }
  }
}
