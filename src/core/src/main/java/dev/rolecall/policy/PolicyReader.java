package dev.rolecall.policy;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.reader.DocumentReader;
import java.util.List;

/**
 * Reads policy documents, from JSON text or from a tree (a manifest's YAML), and refuses them with
 * every problem at once.
 *
 * <p>The codes it gives are those of {@code docs/policy-language.md}, all of them errors. It
 * refuses what the grammar of the policy's type does not have, what can be read in two ways and
 * what could match no request at all. What depends on the actions, resources and condition keys
 * that services know ({@code INVALID_GLOBAL_CONDITION_KEY}, {@code MISSING_QUALIFIER}, {@code
 * PRIVATE_IP_ADDRESS}, {@code INVALID_VPC_FORMAT}, {@code MISMATCHED_ACTION_FOR_PRINCIPAL}, ...) is
 * no business of the reader but of lint, and so is whatever is merely unwise.
 */
public final class PolicyReader {
  private PolicyReader() {}

  /** Reads JSON text, with AWS's quotas. */
  public static PolicyReading read(PolicyType type, String name, String json) {
    return read(PolicyQuotas.AWS_DEFAULTS, type, name, json);
  }

  /** Reads a tree, as manifests hold it, with AWS's quotas. */
  public static PolicyReading read(PolicyType type, String name, JsonValue document) {
    return read(PolicyQuotas.AWS_DEFAULTS, type, name, document);
  }

  /**
   * Reads JSON text.
   *
   * @param name what decisions call the document, such as {@code inline policy 'reports'}
   */
  public static PolicyReading read(PolicyQuotas quotas, PolicyType type, String name, String json) {
    if (json.length() > quotas.textOf(type)) {
      return refused(DocumentReader.tooLong(quotas, type, json.length()));
    }
    try {
      return read(quotas, type, name, Json.parse(json));
    } catch (JsonException e) {
      return refused(
          new PolicyProblem(
              "JSON_SYNTAX_ERROR", "", e.position(), "This is not JSON: " + e.getMessage()));
    }
  }

  /**
   * Reads a tree. Statements and problems have the positions of their values.
   *
   * @param name what decisions call the document, such as {@code inline policy 'reports'}
   */
  public static PolicyReading read(
      PolicyQuotas quotas, PolicyType type, String name, JsonValue document) {
    return DocumentReader.read(quotas, type, name, document);
  }

  private static PolicyReading refused(PolicyProblem problem) {
    return new PolicyReading.Refused(List.of(problem));
  }
}
