package dev.rolecall.audit;

/**
 * What a call was about.
 *
 * @param account the owner's id
 * @param type {@code AWS::IAM::Role}; empty where the resource is a service's own
 */
public record AuditedResource(String arn, String account, String type) {
  public static final String ROLE = "AWS::IAM::Role";
}
