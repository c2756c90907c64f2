package dev.rolecall.bench.workload;

/** What the policies of the benchmark look at: a condition key, and where Cedar has the same. */
public enum Key {
  TEAM("aws:PrincipalTag/team", "principal.team"),
  COST_CENTER("aws:PrincipalTag/cost-center", "principal.costCenter"),
  STATUS("aws:PrincipalTag/status", "principal.status"),
  ENVIRONMENT("aws:PrincipalTag/env", "principal.env"),
  PRINCIPAL_ARN("aws:PrincipalArn", "principal.arn"),
  REGION("aws:RequestedRegion", "context.region"),
  SOURCE_IP("aws:SourceIp", "context.sourceIp"),
  SECURE_TRANSPORT("aws:SecureTransport", "context.secureTransport"),
  MAX_KEYS("s3:max-keys", "context.maxKeys");

  private final String iam;
  private final String cedar;

  Key(String iam, String cedar) {
    this.iam = iam;
    this.cedar = cedar;
  }

  /** The condition key. */
  public String iam() {
    return iam;
  }

  /** The same as an expression of Cedar. */
  public String cedar() {
    return cedar;
  }

  /** Whether it belongs to who asks, and not to the request. */
  public boolean isOfPrincipal() {
    return cedar.startsWith("principal.");
  }

  /** The attribute of Cedar's principal or context. */
  public String attribute() {
    return cedar.substring(cedar.indexOf('.') + 1);
  }
}
