package dev.rolecall.policy.index;

/** Something of a request by which it can be told from others. */
public sealed interface Feature {
  /** A stretch of the request's action or resource. */
  enum Text implements Feature {
    /** The action in lower case, {@code s3:getobject}. */
    ACTION,
    /** The last segment of the resource's ARN, from its beginning. */
    RESOURCE,
    /** The same from its end: keys are written backwards. */
    RESOURCE_END,
    /** The ARN's service. */
    SERVICE,
    /** The ARN's region. */
    REGION,
    /** The ARN's account. */
    ACCOUNT
  }

  /**
   * The value of a condition key that has a single one. Comparable, so that hash tables stay quick
   * when a policy's author makes hashes collide.
   *
   * @param key in lower case
   */
  record Context(String key) implements Feature, Comparable<Context> {
    @Override
    public int compareTo(Context other) {
      return key.compareTo(other.key);
    }
  }

  /** A piece of text anywhere in the last segment of the resource's ARN. */
  record Inside() implements Feature {}

  /** Who asks: a caller may be known by several names. */
  record Principal() implements Feature {}
}
