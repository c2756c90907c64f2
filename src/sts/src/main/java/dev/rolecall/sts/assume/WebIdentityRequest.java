package dev.rolecall.sts.assume;

import dev.rolecall.identity.Secret;
import dev.rolecall.identity.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * AssumeRoleWithWebIdentity's parameters, valid by themselves.
 *
 * @param roleArn an ARN; of a role or not
 * @param policy the text of an inline session policy
 * @param policyArns managed policies to be session policies
 * @param minimumTokenBytes how large the session token shall be at least
 */
public record WebIdentityRequest(
    String roleArn,
    SessionName sessionName,
    Secret token,
    Duration duration,
    Optional<String> policy,
    List<String> policyArns,
    int minimumTokenBytes) {
  public WebIdentityRequest {
    policyArns = List.copyOf(policyArns);
  }
}
