package dev.rolecall.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** The members of {@code userIdentity}. */
final class IdentityMembers {
  private static final String FEDERATED_PROVIDER = "aws:FederatedProvider";

  private IdentityMembers() {}

  static Map<String, Object> of(UserIdentity identity) {
    return switch (identity) {
      case UserIdentity.AssumedRole session -> assumedRole(session);
      case UserIdentity.WebIdentity(var provider, var audience, var subject) -> {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(AuditFields.TYPE, "WebIdentityUser");
        members.put(AuditFields.PRINCIPAL_ID, provider + ":" + audience + ":" + subject);
        members.put(AuditFields.USER_NAME, subject);
        members.put(AuditFields.IDENTITY_PROVIDER, provider);
        yield members;
      }
      case UserIdentity.Service(var name) ->
          Map.of(AuditFields.TYPE, "AWSService", AuditFields.INVOKED_BY, name);
      case UserIdentity.Unknown() -> Map.of(AuditFields.TYPE, "Unknown");
    };
  }

  private static Map<String, Object> assumedRole(UserIdentity.AssumedRole session) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(AuditFields.TYPE, "AssumedRole");
    members.put(AuditFields.PRINCIPAL_ID, session.userId());
    members.put(AuditFields.ARN, session.arn().toString());
    members.put(AuditFields.ACCOUNT_ID, session.roleArn().account().value());
    members.put(AuditFields.ACCESS_KEY_ID, session.accessKeyId().value());
    members.put(AuditFields.SESSION_CONTEXT, context(session));
    return members;
  }

  private static Map<String, Object> context(UserIdentity.AssumedRole session) {
    Map<String, Object> issuer = new LinkedHashMap<>();
    issuer.put(AuditFields.TYPE, "Role");
    issuer.put(AuditFields.PRINCIPAL_ID, session.roleId().toString());
    issuer.put(AuditFields.ARN, session.roleArn().toString());
    issuer.put(AuditFields.ACCOUNT_ID, session.roleArn().account().value());
    issuer.put(AuditFields.USER_NAME, session.roleArn().name());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put(AuditFields.SESSION_ISSUER, issuer);
    String provider = session.context().get(FEDERATED_PROVIDER);
    if (provider != null) {
      Map<String, Object> claims = new LinkedHashMap<>(session.context());
      claims.remove(FEDERATED_PROVIDER);
      context.put(
          AuditFields.WEB_ID_FEDERATION_DATA,
          Map.of(AuditFields.FEDERATED_PROVIDER, provider, AuditFields.ATTRIBUTES, claims));
    }
    context.put(
        AuditFields.ATTRIBUTES,
        Map.of(
            AuditFields.CREATION_DATE,
            CloudTrailRecord.seconds(session.issuedAt()),
            AuditFields.MFA_AUTHENTICATED,
            "false"));
    session.sourceIdentity().ifPresent(source -> context.put(AuditFields.SOURCE_IDENTITY, source));
    return context;
  }
}
