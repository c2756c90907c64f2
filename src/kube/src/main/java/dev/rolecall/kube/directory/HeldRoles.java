package dev.rolecall.kube.directory;

import dev.rolecall.identity.RoleId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The unique ids of the roles that a role's trust policy names, as an annotation of its IAMRole
 * holds them: a JSON object of principals and {@code AROA...}. It lives on the object and not in
 * its status, so that whoever may write it may as well change the trust policy.
 *
 * @param seen the annotation as it was; empty where there was none
 * @param wanted what it should say
 */
public record HeldRoles(String namespace, String name, Optional<String> seen, String wanted) {
  public static final String ANNOTATION = "rolecall.dev/trusted-roles";

  /** More than the roles take that the longest of AWS's trust policies can name. */
  private static final int LONGEST = 32 * 1024;

  /** The annotation of an object, where it has one. */
  public static Optional<String> annotation(HasMetadata role) {
    return Optional.ofNullable(role.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(ANNOTATION));
  }

  /** An annotation, or as much as it takes to see that it is too long. */
  static String kept(String annotation) {
    return annotation.length() > LONGEST ? annotation.substring(0, LONGEST + 1) : annotation;
  }

  /** What an annotation says; empty where it does not have its form. */
  static Optional<Map<String, RoleId>> read(String annotation) {
    if (annotation.length() > LONGEST) {
      return Optional.empty(); // It is read each time that any resource changes, of anybody's.
    }
    Map<String, RoleId> ids = new LinkedHashMap<>();
    try {
      if (!(Json.parse(annotation) instanceof JsonObject object)) {
        return Optional.empty();
      }
      for (Member member : object.members()) {
        if (!(member.value() instanceof JsonString id)
            || ids.put(member.name(), new RoleId(id.value())) != null) {
          return Optional.empty();
        }
      }
      return Optional.of(ids);
    } catch (JsonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The annotation that says this. */
  static String write(Map<String, RoleId> ids) {
    Map<String, String> texts = new TreeMap<>();
    ids.forEach((principal, id) -> texts.put(principal, id.value()));
    return Json.write(texts);
  }
}
