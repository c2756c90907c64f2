package dev.rolecall.trust;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The claims that AWS knows as condition keys of certain issuers, beside those of every issuer (IAM
 * User Guide, "Available keys for AWS OIDC federation"). Claims of other issuers are no keys: what
 * they mean is known to nobody here.
 */
final class IssuerKeys {
  private static final List<String> GITHUB =
      List.of(
          "actor",
          "actor_id",
          "enterprise_id",
          "environment",
          "job_workflow_ref",
          "ref",
          "repository",
          "repository_id",
          "repository_owner_id",
          "workflow");

  private static final List<String> GITLAB =
      List.of(
          "namespace_id",
          "project_id",
          "pipeline_source",
          "ref_protected",
          "runner_environment",
          "user_access_level",
          "user_email",
          "user_id",
          "user_login");

  private static final List<String> CIRCLECI = List.of("oidc.circleci.com/project-id");

  /** Issuers without their scheme, and the names of their claims. */
  private static final Map<Pattern, List<String>> CLAIMS =
      Map.of(
          Pattern.compile("token\\.actions\\.githubusercontent\\.com(/[^/]+)?"), GITHUB,
          Pattern.compile("token\\.actions\\.[a-z0-9-]+\\.ghe\\.com"), GITHUB,
          Pattern.compile("gitlab\\.com"), GITLAB,
          Pattern.compile("oidc\\.circleci\\.com/org/[^/]+"), CIRCLECI);

  private IssuerKeys() {}

  /**
   * The keys of a verified token with their values.
   *
   * @param issuer without its scheme
   */
  static Map<String, String> of(String issuer, JsonObject claims) {
    Map<String, String> keys = new LinkedHashMap<>();
    CLAIMS.forEach((form, names) -> {
      if (form.matcher(issuer).matches()) {
        names.forEach(name ->
            claims
                .get(name)
                .flatMap(IssuerKeys::text)
                .ifPresent(text -> keys.put(issuer + ":" + name, text)));
      }
    });
    return keys;
  }

  private static Optional<String> text(JsonValue value) {
    return switch (value) {
      case JsonString(var text, var position) -> Optional.of(text);
      case JsonNumber(var number, var text, var position) -> Optional.of(text);
      case JsonBoolean(var is, var position) -> Optional.of(Boolean.toString(is));
      default -> Optional.empty();
    };
  }
}
