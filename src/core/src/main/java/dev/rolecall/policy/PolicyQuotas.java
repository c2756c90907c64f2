package dev.rolecall.policy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long policies may be, in characters without white space (IAM User Guide, "IAM and AWS STS
 * quotas"; AWS Organizations User Guide, "Quotas and service limits").
 *
 * @param managedPolicy a managed policy, also one that is a permissions boundary
 * @param inlinePolicies all inline policies of one role together
 * @param trustPolicy a role's trust policy; AWS raises it to 4,096 or 8,192 where asked
 * @param sessionPolicy a session policy
 * @param serviceControlPolicy a service control policy
 * @param resourceControlPolicy a resource control policy
 * @param resourcePolicy the policy of a resource that a service keeps
 */
public record PolicyQuotas(
    int managedPolicy,
    int inlinePolicies,
    int trustPolicy,
    int sessionPolicy,
    int serviceControlPolicy,
    int resourceControlPolicy,
    int resourcePolicy) {
  /** What any of them can be raised to. */
  public static final int HIGHEST = 1_000_000;

  /** What AWS grants whoever does not ask for more. */
  public static final PolicyQuotas AWS_DEFAULTS =
      new PolicyQuotas(6_144, 10_240, 2_048, 2_048, 5_120, 5_120, 20_480);

  /**
   * For documents that were accepted before: a quota that was lowered since must not take away what
   * they limit.
   */
  public static final PolicyQuotas OF_ACCEPTED =
      new PolicyQuotas(HIGHEST, HIGHEST, HIGHEST, HIGHEST, HIGHEST, HIGHEST, HIGHEST);

  /** The IAM API's {@code policyDocumentType}: the longest text, with its white space. */
  private static final int TEXT = 131_072;

  /** How many times its quota an indented text may be long. */
  private static final int INDENTED = 4;

  public PolicyQuotas {
    IntStream.of(
            managedPolicy,
            inlinePolicies,
            trustPolicy,
            sessionPolicy,
            serviceControlPolicy,
            resourceControlPolicy,
            resourcePolicy)
        .filter(quota -> quota < 1 || quota > HIGHEST)
        .findFirst()
        .ifPresent(quota -> {
          throw new IllegalArgumentException(
              "a policy quota must be from 1 to " + HIGHEST + ", not " + quota);
        });
  }

  /** The quotas by the names that settings and options have for them. */
  public Map<String, Integer> byName() {
    Map<String, Integer> quotas = new LinkedHashMap<>();
    quotas.put("managed-policy", managedPolicy);
    quotas.put("inline-policies", inlinePolicies);
    quotas.put("trust-policy", trustPolicy);
    quotas.put("session-policy", sessionPolicy);
    quotas.put("service-control-policy", serviceControlPolicy);
    quotas.put("resource-control-policy", resourceControlPolicy);
    quotas.put("resource-policy", resourcePolicy);
    return quotas;
  }

  /**
   * The same quotas but one.
   *
   * @param name as {@link #byName} has it
   * @throws IllegalArgumentException for another name, or a quota out of range
   */
  public PolicyQuotas with(String name, int quota) {
    Map<String, Integer> quotas = byName();
    if (quotas.replace(name, quota) == null) {
      throw new IllegalArgumentException(
          "there is no quota '" + name + "'; there are " + String.join(", ", quotas.keySet()));
    }
    Iterator<Integer> values = quotas.values().iterator();
    return new PolicyQuotas(
        values.next(),
        values.next(),
        values.next(),
        values.next(),
        values.next(),
        values.next(),
        values.next());
  }

  /**
   * The longest document of a type. An identity policy is inline or managed; its reader does not
   * know which, so it is the larger one.
   */
  public int of(PolicyType type) {
    return switch (type) {
      case IDENTITY -> Math.max(managedPolicy, inlinePolicies);
      case PERMISSIONS_BOUNDARY -> managedPolicy;
      case TRUST -> trustPolicy;
      case SESSION -> sessionPolicy;
      case SCP -> serviceControlPolicy;
      case RCP -> resourceControlPolicy;
      case RESOURCE -> resourcePolicy;
    };
  }

  /** The longest text of a document of a type, in characters with white space: it bounds work. */
  public int textOf(PolicyType type) {
    return Math.max(TEXT, INDENTED * of(type));
  }
}
