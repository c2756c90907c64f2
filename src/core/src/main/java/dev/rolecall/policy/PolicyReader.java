package dev.rolecall.policy;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import dev.rolecall.policy.reader.DocumentReader;
import java.util.List;

/** Reads policy documents; finds all problems of a document at once. */
public final class PolicyReader {
  /** The IAM API's {@code policyDocumentType}: what is longer is not even parsed. */
  private static final int LONGEST_TEXT = 131_072;

  private PolicyReader() {}

  /** Reads JSON text. */
  public static PolicyReading read(PolicyType type, String name, String json) {
    if (json.length() > LONGEST_TEXT) {
      return refused(
          "POLICY_SIZE_EXCEEDS_QUOTA",
          Position.NONE,
          "The text has more than " + LONGEST_TEXT + " characters.");
    }
    try {
      return read(type, name, Json.parse(json));
    } catch (JsonException e) {
      return refused("JSON_SYNTAX_ERROR", e.position(), "This is not JSON: " + e.getMessage());
    }
  }

  /**
   * Reads a tree, as manifests hold it.
   *
   * @param name what decisions call the document, such as {@code inline policy 'reports'}
   */
  public static PolicyReading read(PolicyType type, String name, JsonValue document) {
    return DocumentReader.read(type, name, document);
  }

  private static PolicyReading refused(String code, Position position, String message) {
    return new PolicyReading.Refused(List.of(new PolicyProblem(code, "", position, message)));
  }
}
