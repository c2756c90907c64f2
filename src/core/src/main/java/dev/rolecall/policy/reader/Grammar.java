package dev.rolecall.policy.reader;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.pattern.ResourcePattern.ShortArns;

/**
 * What sets the types of policies apart (IAM User Guide, "Grammar of the IAM JSON policy language";
 * AWS Organizations User Guide, "SCP syntax" and "RCP syntax").
 *
 * @param words what a policy of this type is called
 * @param principals whether its statements name principals: they must, or they must not
 * @param resources whether its statements name resources
 * @param simpleSids whether a Sid has letters and digits only and is unique
 * @param tooLong the code of a document that exceeds its quota
 */
record Grammar(
    String words, boolean principals, Presence resources, boolean simpleSids, String tooLong) {
  /** Whether a statement has an element. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    PROHIBITED
  }

  private static final String IDENTITY_TOO_LONG = "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA";

  static Grammar of(PolicyType type) {
    return switch (type) {
      case IDENTITY -> ofPrincipal("an identity policy", IDENTITY_TOO_LONG);
      case PERMISSIONS_BOUNDARY -> ofPrincipal("a permissions boundary", IDENTITY_TOO_LONG);
      case SESSION -> ofPrincipal("a session policy", "POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA");
      case SCP -> ofPrincipal("a service control policy", "POLICY_SIZE_EXCEEDS_SCP_QUOTA");
      case RCP ->
          new Grammar(
              "a resource control policy",
              true,
              Presence.REQUIRED,
              true,
              "POLICY_SIZE_EXCEEDS_RCP_QUOTA");
      case RESOURCE ->
          new Grammar(
              "a resource policy",
              true,
              Presence.OPTIONAL,
              false,
              "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA");
      case TRUST ->
          new Grammar(
              "a trust policy",
              true,
              Presence.PROHIBITED,
              true,
              "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA");
    };
  }

  /** AWS takes a short ARN in a resource's policy but lets it match nothing. */
  ShortArns shortArns() {
    return resources == Presence.OPTIONAL ? ShortArns.PADDED_AFTER_WILDCARD : ShortArns.PADDED;
  }

  private static Grammar ofPrincipal(String words, String tooLong) {
    return new Grammar(words, false, Presence.REQUIRED, true, tooLong);
  }
}
