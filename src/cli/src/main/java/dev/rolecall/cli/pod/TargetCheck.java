package dev.rolecall.cli.pod;

import dev.rolecall.binding.Binding;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.trust.RequestedSession;
import dev.rolecall.trust.RequestedTags;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustEvaluator;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Whether sessions of the role may go on to the target role that an association names. */
final class TargetCheck {
  private static final String NAME = "target role";

  private TargetCheck() {}

  static Step look(Scene scene) {
    Optional<RoleArn> target = scene.bound().flatMap(Binding.Bound::target);
    if (target.isEmpty()) {
      return Step.skipped(NAME, "no association names one");
    }
    Optional<Role> role = scene.role();
    Optional<Role> found = scene.catalog().role(target.get());
    if (role.isEmpty()) {
      return Step.skipped(NAME, "the role is not known");
    }
    if (found.isEmpty()) {
      return Step.of(NAME, RoleCheck.absent(scene, target.get()));
    }
    Session first = session(scene, role.get(), scene.bound().get());
    return Step.of(NAME, judged(scene, first, found.get()));
  }

  private static Finding judged(Scene scene, Session first, Role target) {
    RequestedSession wish =
        new RequestedSession(
            first.name(),
            new RequestedTags(first.tags(), first.transitiveTagKeys(), Map.of()),
            Optional.empty(),
            Optional.of(scene.cluster().externalId(scene.workload())));
    TrustRequest request =
        new TrustRequest(
            new SessionPolicies(scene.catalog(), scene.clock()).of(first).principal(),
            target,
            wish);
    return switch (new TrustEvaluator(scene.clock()).evaluate(request)) {
      case TrustDecision.Trusted(var by) ->
          new Finding.Fine(
              "sessions of role %s go on to %s, as %s allows"
                  .formatted(first.roleArn().name(), target.arn(), by));
      case TrustDecision.NotTrusted(var action, var decision, var reason) ->
          new Finding.Wrong(
              "role %s may not go on to target role %s: %s"
                  .formatted(first.roleArn(), target.arn(), reason),
              "have a policy of %s allow %s on %s, and the trust policy of the target allow it to %s with sts:ExternalId %s"
                  .formatted(
                      first.roleArn().name(),
                      action,
                      target.arn(),
                      first.roleArn(),
                      scene.cluster().externalId(scene.workload())));
    };
  }

  /** As the one that sts would have, and nobody ever holds. */
  private static Session session(Scene scene, Role role, Binding.Bound bound) {
    Map<String, String> attested =
        bound.attestedTags() ? scene.cluster().tagsOf(scene.workload()) : Map.of();
    Map<String, String> tags = new HashMap<>(bound.tags());
    tags.putAll(attested);
    Instant now = scene.clock().instant();
    return new Session(
        role.id(),
        role.arn(),
        TrustCheck.sessionName(scene),
        AccessKeyId.generate(role.arn().account(), new Random(0)),
        tags,
        Set.copyOf(attested.keySet()),
        Optional.empty(),
        List.of(),
        Optional.of(scene.workload().pod()),
        Map.of(),
        List.of(),
        now,
        now.plus(Duration.ofHours(1)));
  }
}
