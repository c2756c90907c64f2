package dev.rolecall.sts.assume;

import dev.rolecall.identity.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * AssumeRole's parameters, valid by themselves.
 *
 * @param roleArn an ARN; of a role or not
 * @param policy the text of an inline session policy
 * @param policyArns managed policies to be session policies
 * @param tags in the order of the request; a key may be there twice
 * @param transitiveTagKeys those of the tags' keys that shall go along a chain
 * @param hasOneTimeCode whether it comes with the code of an MFA device, or names one
 * @param minimumTokenBytes how large the session token shall be at least
 */
public record AssumeRoleRequest(
    String roleArn,
    SessionName sessionName,
    Duration duration,
    Optional<String> policy,
    List<String> policyArns,
    List<Tag> tags,
    Set<String> transitiveTagKeys,
    Optional<String> externalId,
    Optional<String> sourceIdentity,
    boolean hasOneTimeCode,
    int minimumTokenBytes) {
  public AssumeRoleRequest {
    policyArns = List.copyOf(policyArns);
    tags = List.copyOf(tags);
    transitiveTagKeys = Set.copyOf(transitiveTagKeys);
  }

  /** A session tag that is asked for. */
  public record Tag(String key, String value) {}
}
