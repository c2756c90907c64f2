package dev.rolecall.policy;

import dev.rolecall.policy.CompiledPolicies.Source;
import dev.rolecall.policy.Decision.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Policies compiled to decide by: an immutable snapshot with an index over its statements. Any
 * number of threads may decide by one at a time; none waits, and none changes it. To change
 * policies, compile anew and let a {@code volatile} field point to the result: each decision then
 * is wholly the old set's or wholly the new one's.
 *
 * <p>Compile what changes together and combine for a decision with {@link #and}, which costs next
 * to nothing: a role's policies once while the role is the same, a session's when it begins, a
 * resource's while its policy is the same.
 *
 * <pre>{@code
 * PolicySet role = PolicySet.compile(new Policies(identity, null, boundaries, null, scps, List.of()));
 * PolicySet bucket = PolicySet.compile(Policies.ofResource(bucketPolicy));
 * Decision decision = role.and(bucket).decide(request);
 * }</pre>
 *
 * <p>{@link #decide} allocates nothing, and its time grows far slower than the number of
 * statements.
 */
public final class PolicySet {
  /** No policies at all. */
  public static final PolicySet EMPTY = new PolicySet();

  private final CompiledPolicies[] parts;
  private final boolean bounded;

  private PolicySet(CompiledPolicies... parts) {
    this.parts = parts;
    this.bounded = Arrays.stream(parts).anyMatch(part -> part.boundaries() != 0);
  }

  /** Compiles policies. An empty level of SCPs or RCPs is one that allows nothing. */
  public static PolicySet compile(Policies policies) {
    List<Source> sources = new ArrayList<>();
    policies.rcps().forEach(level -> sources.add(new Source(Layer.RCP, level)));
    policies.scps().forEach(level -> sources.add(new Source(Layer.SCP, level)));
    sources.add(new Source(Layer.IDENTITY, policies.identity()));
    policies
        .boundaries()
        .forEach(boundary -> sources.add(new Source(Layer.BOUNDARY, List.of(boundary))));
    if (policies.session() != null) {
      sources.add(new Source(Layer.SESSION, List.of(policies.session())));
    }
    if (policies.resource() != null) {
      sources.add(new Source(Layer.RESOURCE, List.of(policies.resource())));
    }
    List<CompiledPolicies> parts = new ArrayList<>();
    for (int from = 0; from < sources.size(); from += PolicyGroup.MOST) {
      int to = Math.min(from + PolicyGroup.MOST, sources.size());
      parts.add(CompiledPolicies.compile(sources.subList(from, to)));
    }
    return new PolicySet(parts.toArray(CompiledPolicies[]::new));
  }

  /**
   * The policies of both: identity policies and resource policies add up; boundaries, session
   * policies and levels of SCPs and RCPs stand side by side, and each of them must allow.
   */
  public PolicySet and(PolicySet other) {
    return new PolicySet(
        Stream.of(parts, other.parts).flatMap(Arrays::stream).toArray(CompiledPolicies[]::new));
  }

  /** Heap that it takes at most, about, with the documents that it was compiled from. */
  public long bytes() {
    return Arrays.stream(parts).mapToLong(CompiledPolicies::bytes).sum();
  }

  /** Whether what it decides may change by the passing of time alone. */
  public boolean asksTheTime() {
    return Arrays.stream(parts).anyMatch(CompiledPolicies::asksTheTime);
  }

  /**
   * Decides as AWS IAM does (IAM User Guide, "Policy evaluation logic"): explicit deny, resource
   * and service control policies, resource policy, identity policies, permissions boundaries,
   * session policies; within an account and across accounts. In which order documents, levels and
   * statements stand never changes whether it is allowed, only which of several statements is named
   * (see {@link Decision.DecidedBy}).
   *
   * <p>Never throws for documents that were read: what cannot be decided is denied.
   */
  public Decision decide(AuthorizationRequest request) {
    if (EvaluationRules.cannotBeDenied(request)) {
      return EvaluationRules.CALLER_IDENTITY;
    }
    return Evaluation.decide(parts, bounded, request);
  }
}
