package dev.rolecall.audit;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.session.Session;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who called, as far as that was proved (CloudTrail User Guide, "CloudTrail userIdentity element").
 */
public sealed interface UserIdentity {
  /**
   * A session that signed the request.
   *
   * @param context condition keys of the session, {@code aws:FederatedProvider} among them
   */
  record AssumedRole(
      RoleId roleId,
      RoleArn roleArn,
      Arn arn,
      String userId,
      AccessKeyId accessKeyId,
      Optional<String> sourceIdentity,
      Map<String, String> context,
      Instant issuedAt)
      implements UserIdentity {
    /** What an event needs of the session: its policies are not kept while the event waits. */
    public static AssumedRole of(Session session) {
      return new AssumedRole(
          session.roleId(),
          session.roleArn(),
          session.arn(),
          session.userId(),
          session.accessKeyId(),
          session.sourceIdentity(),
          session.context(),
          session.issuedAt());
    }
  }

  /**
   * The bearer of a verified token.
   *
   * @param provider the provider's ARN; the issuer's host and path while no role says whose
   */
  record WebIdentity(String provider, String audience, String subject) implements UserIdentity {}

  /** A service on behalf of a workload, {@code pods.eks.amazonaws.com}. */
  record Service(String name) implements UserIdentity {}

  /** Nobody proved anything. */
  record Unknown() implements UserIdentity {}
}
