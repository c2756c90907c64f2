package dev.rolecall.policy;

import dev.rolecall.json.JsonValue;

/** Reads policy documents; finds all problems of a document at once. */
public final class PolicyReader {
  private PolicyReader() {}

  /** Reads JSON text. */
  public static PolicyReading read(PolicyType type, String name, String json) {
    throw new UnsupportedOperationException("policy helper");
  }

  /**
   * Reads a tree, as manifests hold it.
   *
   * @param name what decisions call the document, such as {@code inline policy 'reports'}
   */
  public static PolicyReading read(PolicyType type, String name, JsonValue document) {
    throw new UnsupportedOperationException("policy helper");
  }
}
