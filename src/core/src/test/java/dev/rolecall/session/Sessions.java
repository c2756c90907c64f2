package dev.rolecall.session;

import dev.rolecall.cache.Bounds;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts and what comes of them. */
final class Sessions {
  static final RoleId ROLE_ID = RoleId.ofUid("role-1");
  static final RoleArn ROLE_ARN =
      RoleArn.parse("arn:aws:iam::111111111111:role/team/reader").orElseThrow();
  static final PodRef POD = new PodRef("team-a", "web", "uid-of-web");

  static final Bounds KEPT = new Bounds(1000, 10_000_000);

  private Sessions() {}

  /** Nothing but what every session has. */
  static SessionDraft plain() {
    return draft(Map.of(), List.of());
  }

  static SessionDraft lasting(Duration duration) {
    return draft(Map.of(), List.of(), duration);
  }

  static SessionDraft withTags(Map<String, String> tags) {
    return draft(tags, List.of());
  }

  static SessionDraft withPolicies(List<String> policies) {
    return draft(Map.of(), policies);
  }

  private static SessionDraft draft(Map<String, String> tags, List<String> policies) {
    return draft(tags, policies, Duration.ofHours(1));
  }

  private static SessionDraft draft(
      Map<String, String> tags, List<String> policies, Duration duration) {
    return new SessionDraft(
        ROLE_ID,
        ROLE_ARN,
        new SessionName("s1"),
        tags,
        Set.of(),
        Optional.empty(),
        policies,
        Optional.of(POD),
        Map.of(),
        List.of(),
        duration);
  }

  /** A draft with all there may be. */
  static SessionDraft full(Session.Ancestor... ancestors) {
    return new SessionDraft(
        ROLE_ID,
        ROLE_ARN,
        new SessionName("eks-rolecall-web-1"),
        Map.of("kubernetes-namespace", "team-a", "Ünï", "", "q\"u", "\u0000\n"),
        Set.of("kubernetes-namespace", "Ünï"),
        Optional.of("alice@example.com"),
        List.of("{\"Version\":\"2012-10-17\",\"Statement\":[]}", "{}"),
        Optional.of(POD),
        Map.of("aws:FederatedProvider", "arn:aws:iam::111111111111:oidc-provider/issuer.example"),
        List.of(ancestors),
        Duration.ofMinutes(15));
  }

  static SessionIssuer.Result.Issued issued(SessionIssuer.Result result) {
    return switch (result) {
      case SessionIssuer.Result.Issued issued -> issued;
      case SessionIssuer.Result.TooLarge tooLarge -> throw new AssertionError(tooLarge);
    };
  }
}
