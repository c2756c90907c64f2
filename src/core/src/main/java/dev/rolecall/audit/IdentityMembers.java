package dev.rolecall.audit;

import dev.rolecall.json.JsonLines;

/** The member {@code userIdentity} and its own. */
final class IdentityMembers {
  private static final String FEDERATED_PROVIDER = "aws:FederatedProvider";

  private IdentityMembers() {}

  static void write(UserIdentity identity, JsonLines lines) {
    lines.open(AuditFields.USER_IDENTITY);
    switch (identity) {
      case UserIdentity.AssumedRole session -> assumedRole(session, lines);
      case UserIdentity.WebIdentity(var provider, var audience, var subject) ->
          lines
              .member(AuditFields.TYPE, "WebIdentityUser")
              .member(AuditFields.PRINCIPAL_ID, provider + ":" + audience + ":" + subject)
              .member(AuditFields.USER_NAME, subject)
              .member(AuditFields.IDENTITY_PROVIDER, provider);
      case UserIdentity.Service(var name) ->
          lines.member(AuditFields.TYPE, "AWSService").member(AuditFields.INVOKED_BY, name);
      case UserIdentity.Unknown() -> lines.member(AuditFields.TYPE, "Unknown");
    }
    lines.close();
  }

  private static void assumedRole(UserIdentity.AssumedRole session, JsonLines lines) {
    lines
        .member(AuditFields.TYPE, "AssumedRole")
        .member(AuditFields.PRINCIPAL_ID, session.userId())
        .member(AuditFields.ARN, session.arn().toString())
        .member(AuditFields.ACCOUNT_ID, session.roleArn().account().value())
        .member(AuditFields.ACCESS_KEY_ID, session.accessKeyId().value())
        .open(AuditFields.SESSION_CONTEXT);
    issuer(session, lines);
    String provider = session.context().get(FEDERATED_PROVIDER);
    if (provider != null) {
      claims(provider, session, lines);
    }
    lines
        .open(AuditFields.ATTRIBUTES)
        .member(AuditFields.CREATION_DATE, CloudTrailLines.seconds(session.issuedAt()))
        .member(AuditFields.MFA_AUTHENTICATED, "false")
        .close();
    session.sourceIdentity().ifPresent(source -> lines.member(AuditFields.SOURCE_IDENTITY, source));
    lines.close();
  }

  private static void issuer(UserIdentity.AssumedRole session, JsonLines lines) {
    lines
        .open(AuditFields.SESSION_ISSUER)
        .member(AuditFields.TYPE, "Role")
        .member(AuditFields.PRINCIPAL_ID, session.roleId().toString())
        .member(AuditFields.ARN, session.roleArn().toString())
        .member(AuditFields.ACCOUNT_ID, session.roleArn().account().value())
        .member(AuditFields.USER_NAME, session.roleArn().name())
        .close();
  }

  private static void claims(String provider, UserIdentity.AssumedRole session, JsonLines lines) {
    lines
        .open(AuditFields.WEB_ID_FEDERATION_DATA)
        .member(AuditFields.FEDERATED_PROVIDER, provider)
        .open(AuditFields.ATTRIBUTES);
    session
        .context()
        .forEach((key, value) -> {
          if (!key.equals(FEDERATED_PROVIDER)) {
            lines.member(key, value);
          }
        });
    lines.close().close();
  }
}
