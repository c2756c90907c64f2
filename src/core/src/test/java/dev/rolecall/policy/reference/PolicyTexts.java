package dev.rolecall.policy.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every policy that bears on a request, as JSON text.
 *
 * @param scps levels from the root down, each a list of documents
 * @param rcps likewise, of the resource's account
 */
public record PolicyTexts(
    List<String> identity,
    @Nullable String resource,
    List<String> boundaries,
    @Nullable String session,
    List<List<String>> scps,
    List<List<String>> rcps) {
  /** No policies at all. */
  public static PolicyTexts none() {
    return new PolicyTexts(List.of(), null, List.of(), null, List.of(), List.of());
  }

  public PolicyTexts withIdentity(List<String> changed) {
    return new PolicyTexts(changed, resource, boundaries, session, scps, rcps);
  }

  public PolicyTexts withResource(@Nullable String changed) {
    return new PolicyTexts(identity, changed, boundaries, session, scps, rcps);
  }

  public PolicyTexts withBoundaries(List<String> changed) {
    return new PolicyTexts(identity, resource, changed, session, scps, rcps);
  }

  public PolicyTexts withSession(@Nullable String changed) {
    return new PolicyTexts(identity, resource, boundaries, changed, scps, rcps);
  }

  public PolicyTexts withScps(List<List<String>> changed) {
    return new PolicyTexts(identity, resource, boundaries, session, changed, rcps);
  }

  public PolicyTexts withRcps(List<List<String>> changed) {
    return new PolicyTexts(identity, resource, boundaries, session, scps, changed);
  }
}
