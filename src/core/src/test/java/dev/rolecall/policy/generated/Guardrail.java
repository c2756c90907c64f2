package dev.rolecall.policy.generated;

import dev.rolecall.policy.Caller;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.reference.PolicyTexts;
import java.util.List;

/** What limits and never grants. */
public enum Guardrail {
  SCP,
  RCP,
  BOUNDARY,
  SESSION;

  /** The set's policies with one more of these. */
  public PolicyTexts addedTo(PolicySet set, long seed) {
    PolicyTexts texts = set.texts();
    return switch (this) {
      case SCP ->
          texts.withScps(
              Edits.plus(texts.scps(), List.of(PolicySets.document(seed, PolicyType.SCP))));
      case RCP ->
          texts.withRcps(
              Edits.plus(texts.rcps(), List.of(PolicySets.document(seed, PolicyType.RCP))));
      case BOUNDARY ->
          texts.withBoundaries(
              Edits.plus(
                  texts.boundaries(), PolicySets.document(seed, PolicyType.PERMISSIONS_BOUNDARY)));
      // A federated user has nothing without one: there it is no limit.
      case SESSION ->
          texts.session() == null && !(set.caller() instanceof Caller.FederatedUser)
              ? texts.withSession(PolicySets.document(seed, PolicyType.SESSION))
              : texts;
    };
  }

  /** The policies without those of this kind; session policies stay. */
  public PolicyTexts removedFrom(PolicyTexts texts) {
    return switch (this) {
      case SCP -> texts.withScps(List.of());
      case RCP -> texts.withRcps(List.of());
      case BOUNDARY -> texts.withBoundaries(List.of());
      case SESSION -> texts;
    };
  }
}
