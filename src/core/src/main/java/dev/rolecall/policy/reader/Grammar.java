package dev.rolecall.policy.reader;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.pattern.ResourcePattern.ShortArns;

/**
 * What sets the types of policies apart (IAM User Guide, "Grammar of the IAM JSON policy language"
 * and "IAM and AWS STS quotas").
 *
 * @param principals whether its statements name principals: they must, or they must not
 * @param resources whether its statements name resources
 * @param simpleSids whether a Sid has letters and digits only and is unique
 * @param quota the longest document, in characters without white space
 */
record Grammar(
    String words, boolean principals, Presence resources, boolean simpleSids, int quota) {
  /** Whether a statement has an element. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    PROHIBITED
  }

  /** A managed policy or boundary. */
  private static final int MANAGED = 6_144;

  /** All inline policies of a role together; a managed policy may have fewer. */
  private static final int INLINE = 10_240;

  /** What AWS grants at most; 2,048 unless asked. */
  private static final int TRUST = 4_096;

  private static final int SESSION = 2_048;
  private static final int RESOURCE = 20_480;
  private static final int GUARDRAIL = 5_120;

  static Grammar of(PolicyType type) {
    return switch (type) {
      case IDENTITY -> ofPrincipal("an identity policy", INLINE);
      case PERMISSIONS_BOUNDARY -> ofPrincipal("a permissions boundary", MANAGED);
      case SESSION -> ofPrincipal("a session policy", SESSION);
      case SCP -> ofPrincipal("a service control policy", GUARDRAIL);
      case RCP ->
          new Grammar("a resource control policy", true, Presence.REQUIRED, true, GUARDRAIL);
      case RESOURCE -> new Grammar("a resource policy", true, Presence.OPTIONAL, false, RESOURCE);
      case TRUST -> new Grammar("a trust policy", true, Presence.PROHIBITED, true, TRUST);
    };
  }

  /** AWS takes a short ARN in a resource's policy but lets it match nothing. */
  ShortArns shortArns() {
    return resources == Presence.OPTIONAL ? ShortArns.PADDED_AFTER_WILDCARD : ShortArns.PADDED;
  }

  private static Grammar ofPrincipal(String words, int quota) {
    return new Grammar(words, false, Presence.REQUIRED, true, quota);
  }
}
