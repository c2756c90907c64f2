package dev.rolecall.cli.pod;

import dev.rolecall.binding.Binding;
import dev.rolecall.cli.live.Injected;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.SessionName;
import dev.rolecall.identity.Workload;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.Position;
import dev.rolecall.policy.explain.ExplanationText;
import dev.rolecall.token.KubernetesClaims;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.VerifiedToken;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustEvaluator;
import dev.rolecall.trust.TrustExplainer;
import dev.rolecall.trust.TrustPrincipal;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the role's trust policy lets the pod in, by what sts decides with. */
final class TrustCheck {
  private static final String NAME = "trust policy";
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private TrustCheck() {}

  static Step look(Scene scene) {
    if (scene.bound().isEmpty() || scene.role().isEmpty()) {
      return Step.skipped(NAME, "the role is not known");
    }
    Binding.Bound bound = scene.bound().get();
    Role role = scene.role().get();
    List<TrustRequest> requests = requests(scene, bound, role);
    if (requests.isEmpty()) {
      return Step.of(
          NAME,
          new Finding.Unseen(
              "the cluster's issuer is not known, which the trust policy must name: you may not get /.well-known/openid-configuration"));
    }
    TrustEvaluator evaluator = new TrustEvaluator(scene.clock());
    List<TrustDecision.NotTrusted> refusals = new ArrayList<>();
    for (TrustRequest request : requests) {
      switch (evaluator.evaluate(request)) {
        case TrustDecision.Trusted(var by) -> {
          return Step.of(NAME, trusted(scene, role, request, by.toString()));
        }
        case TrustDecision.NotTrusted refused -> refusals.add(refused);
      }
    }
    return new Step(
        NAME,
        findings(scene, role, refusals),
        explained(requests.getFirst(), refusals.getFirst().action(), scene.clock().instant()));
  }

  private static List<Finding> trusted(Scene scene, Role role, TrustRequest request, String by) {
    List<Finding> findings = new ArrayList<>();
    String who =
        switch (request.principal()) {
          case TrustPrincipal.WebIdentity(var token, var kind) ->
              "the pod's token of issuer %s, subject %s".formatted(token.issuer(), token.subject());
          default -> scene.way().service() + " for the pod";
        };
    findings.add(new Finding.Fine("role %s trusts %s: %s".formatted(role.arn().name(), who, by)));
    scene.settings().gap().map(Finding.Note::new).ifPresent(findings::add);
    return findings;
  }

  private static List<Finding> findings(
      Scene scene, Role role, List<TrustDecision.NotTrusted> refusals) {
    List<Finding> findings = new ArrayList<>();
    TrustDecision.NotTrusted first = refusals.getFirst();
    findings.add(
        new Finding.Wrong(
            "role %s does not let the pod in: %s".formatted(role.arn(), first.reason()),
            remedy(scene, role, first.action())));
    scene.settings().gap().map(Finding.Note::new).ifPresent(findings::add);
    return findings;
  }

  private static String remedy(Scene scene, Role role, String action) {
    String statement =
        scene.way() == Injected.WEB_IDENTITY
            ? "Allow sts:AssumeRoleWithWebIdentity to the Federated principal of the cluster's issuer, with a condition on its :sub"
            : "Allow sts:AssumeRole and sts:TagSession to the Service principal "
                + scene.way().service();
    return "have spec.trustPolicy of the IAMRole in namespace %s %s; what is missing is %s"
        .formatted(role.namespace(), statement, action);
  }

  private static List<String> explained(TrustRequest request, String action, Instant now) {
    return ExplanationText.of(
            TrustExplainer.explain(request, action, now), ExplanationText.Detail.NEAREST)
        .lines()
        .toList();
  }

  /**
   * As sts asks: first for the way's service, then, where it may stand for the pod, by its token.
   */
  private static List<TrustRequest> requests(Scene scene, Binding.Bound bound, Role role) {
    List<TrustRequest> requests = new ArrayList<>();
    if (scene.way() != Injected.WEB_IDENTITY) {
      requests.add(asService(scene, bound, role));
    }
    if (scene.way() != Injected.ECS) {
      token(scene, audience(scene))
          .map(token -> new TrustPrincipal.WebIdentity(token, TrustedIssuer.Kind.CLUSTER))
          .map(web -> new TrustRequest(web, role, sessionName(scene), bound.tags(), Set.of()))
          .ifPresent(requests::add);
    }
    return requests;
  }

  /** Of the pod's token. */
  private static String audience(Scene scene) {
    return scene.pod().getSpec().getVolumes().stream()
        .flatMap(volume -> scene.way().audience(volume, scene.settings().audiences()).stream())
        .findFirst()
        .orElse(scene.way().service());
  }

  private static TrustRequest asService(Scene scene, Binding.Bound bound, Role role) {
    Map<String, String> attested =
        bound.attestedTags() ? scene.cluster().tagsOf(scene.workload()) : Map.of();
    Map<String, String> tags = new HashMap<>(bound.tags());
    tags.putAll(attested);
    return new TrustRequest(
        new TrustPrincipal.Service(
            scene.way().service(), scene.workload(), scene.cluster().arnOf(scene.workload())),
        role,
        sessionName(scene),
        tags,
        attested.keySet());
  }

  /** Any of the names that its sessions will have. */
  static SessionName sessionName(Scene scene) {
    return SessionName.truncated(
        "eks-%s-%s-".formatted(scene.settings().clusterName(), scene.workload().pod().name()));
  }

  /** What the pod's token will say; there is none here, and none is asked for. */
  private static Optional<VerifiedToken> token(Scene scene, String audience) {
    Workload workload = scene.workload();
    Optional<PodRef> pod = Optional.of(workload.pod());
    Instant now = scene.clock().instant();
    return scene
        .settings()
        .issuer()
        .seen()
        .map(issuer ->
            new VerifiedToken(
                issuer,
                workload.serviceAccount().subject(),
                audience,
                List.of(audience),
                now,
                now.plus(TOKEN_LIFE),
                Optional.of(
                    new KubernetesClaims(workload.serviceAccount(), "", pod, Optional.empty())),
                new JsonObject(List.of(), Position.NONE)));
  }
}
