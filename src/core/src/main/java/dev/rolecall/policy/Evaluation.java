package dev.rolecall.policy;

import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.index.Index;
import dev.rolecall.policy.index.Walk;
import org.jspecify.annotations.Nullable;

/**
 * One decision on its way: what the policies looked at so far say. Each thread has one and uses it
 * again, so that deciding allocates nothing. It remembers statements by number: it keeps no
 * policies alive, and storing references costs more, since the garbage collector takes note.
 */
final class Evaluation {
  private static final ThreadLocal<Evaluation> OF_THREAD = ThreadLocal.withInitial(Evaluation::new);
  private static final int NONE = -1;

  private final Walk walk = new Walk();
  private final Answers answers = new Answers();

  private boolean ofAnAccount;
  private boolean bounded;

  /** The number of the policies that are looked at. */
  private int part;

  /** The bits of their groups that allow the request. */
  private long allowed;

  private boolean rcpSilent;
  private boolean scpSilent;
  private boolean boundarySilent;
  private boolean sessionSilent;
  private boolean hasSession;

  private int denial;
  private int denialPart;
  private int denialRank;

  private int permission;
  private int permissionPart;

  private int grant;
  private int grantPart;
  private Match grantMatch = Match.NONE;

  private Evaluation() {}

  /**
   * Decides.
   *
   * @param parts policies which stand side by side
   * @param bounded whether the caller has a permissions boundary
   */
  static Decision decide(CompiledPolicies[] parts, boolean bounded, AuthorizationRequest request) {
    Evaluation evaluation = OF_THREAD.get();
    evaluation.begin(request, bounded);
    int slots = 0;
    for (int i = 0; i < parts.length; i++) {
      evaluation.answers.enter(slots, parts[i].slots());
      slots += parts[i].slots();
      evaluation.consider(i, parts[i], request);
    }
    return evaluation.decision(parts, request);
  }

  private void begin(AuthorizationRequest request, boolean hasBoundary) {
    walk.begin(request.actionName().lowerCase(), request.resource());
    answers.begin();
    bounded = hasBoundary;
    ofAnAccount = EvaluationRules.isOfAnAccount(request.caller());
    rcpSilent = false;
    scpSilent = false;
    boundarySilent = false;
    sessionSilent = false;
    hasSession = false;
    denial = NONE;
    permission = NONE;
    grant = NONE;
    if (grantMatch != Match.NONE) {
      grantMatch = Match.NONE;
    }
  }

  /** Looks for what denies among these, and for what allows as long as nothing denies. */
  private void consider(int number, CompiledPolicies policies, AuthorizationRequest request) {
    part = number;
    allowed = 0;
    Index<CompiledStatement> index = policies.statements();
    index.find(request, walk);
    for (int i = 0; i < walk.count(); i++) {
      for (CompiledStatement statement : index.group(walk, i)) {
        if (statement.denies()) {
          deny(statement, request);
        } else if (denial == NONE) {
          allow(statement, request);
        }
      }
    }
    long silent = ~allowed;
    rcpSilent |= (policies.rcps() & silent) != 0;
    scpSilent |= ofAnAccount && (policies.scps() & silent) != 0;
    boundarySilent |= (policies.boundaries() & silent) != 0;
    sessionSilent |= (policies.sessions() & silent) != 0;
    hasSession |= policies.sessions() != 0;
  }

  private void deny(CompiledStatement statement, AuthorizationRequest request) {
    if (isNamedFirst(statement)
        && bears(statement)
        && reaches(statement, request)
        && statement.covers(request, answers)) {
      denial = statement.order();
      denialPart = part;
      denialRank = PolicyGroup.rank(statement.layer());
    }
  }

  /** Denials of one set are named by their order; those of several by layer, then by set. */
  private boolean isNamedFirst(CompiledStatement statement) {
    if (denial == NONE) {
      return true;
    }
    return denialPart == part
        ? statement.order() < denial
        : PolicyGroup.rank(statement.layer()) < denialRank;
  }

  /** The policies of an account bear on its own principals only. */
  private boolean bears(CompiledStatement statement) {
    Layer layer = statement.layer();
    return ofAnAccount || layer == Layer.RESOURCE || layer == Layer.RCP;
  }

  private boolean reaches(CompiledStatement statement, AuthorizationRequest request) {
    return statement.layer() != Layer.RESOURCE
        || statement.statement().principals().reach(request.caller(), request.context(), bounded);
  }

  private void allow(CompiledStatement statement, AuthorizationRequest request) {
    Layer layer = statement.layer();
    if (layer == Layer.IDENTITY) {
      permit(statement, request);
    } else if (layer == Layer.RESOURCE) {
      grant(statement, request);
    } else if ((allowed & statement.bit()) != statement.bit()
        && bears(statement)
        && statement.covers(request, answers)) {
      allowed |= statement.bit();
    }
  }

  private void permit(CompiledStatement statement, AuthorizationRequest request) {
    boolean first =
        permission == NONE || (permissionPart == part && statement.order() < permission);
    if (first && ofAnAccount && statement.covers(request, answers)) {
      permission = statement.order();
      permissionPart = part;
    }
  }

  private void grant(CompiledStatement statement, AuthorizationRequest request) {
    Match match = statement.statement().principals().match(request.caller(), request.context());
    if (EvaluationRules.admits(match, request.caller(), statement.decidedBy().layer())
        && isCloser(match, statement)
        && statement.covers(request, answers)) {
      grant = statement.order();
      grantPart = part;
      grantMatch = match;
    }
  }

  private boolean isCloser(Match match, CompiledStatement statement) {
    int difference = match.compareTo(grantMatch);
    return difference > 0
        || (difference == 0 && grant != NONE && grantPart == part && statement.order() < grant);
  }

  /** What comes of all that was considered. */
  private Decision decision(CompiledPolicies[] parts, AuthorizationRequest request) {
    if (denial != NONE) {
      return parts[denialPart].statement(denial).decision();
    }
    if (rcpSilent) {
      return Decision.ImplicitDeny.by(Layer.RCP);
    }
    if (scpSilent) {
      return Decision.ImplicitDeny.by(Layer.SCP);
    }
    Decision granting = grant == NONE ? null : parts[grantPart].statement(grant).decision();
    boolean resourceMustAllow = EvaluationRules.resourceMustAllow(request);
    if (resourceMustAllow && granting == null) {
      return Decision.ImplicitDeny.by(EvaluationRules.resourceLayer(request));
    }
    if (!ofAnAccount && granting != null) {
      return granting;
    }
    Decision permitting =
        permission == NONE
            ? EvaluationRules.ownPermission(request.caller())
            : parts[permissionPart].statement(permission).decision();
    Decision decision = ofCaller(request, permitting, granting);
    return resourceMustAllow && granting != null && decision.allowed() ? granting : decision;
  }

  /**
   * What the caller's own policies say, as far as the resource's grant does not make up for it.
   *
   * @param permitting what the caller's identity policies allow it by, null where they do not
   * @param granting what the resource's policy allows it by, null where it does not
   */
  private Decision ofCaller(
      AuthorizationRequest request, @Nullable Decision permitting, @Nullable Decision granting) {
    Match own = EvaluationRules.isSameAccount(request) ? grantMatch : Match.NONE;
    Decision allowing = own.bypassesIdentity() && granting != null ? granting : permitting;
    if (allowing == null) {
      return Decision.ImplicitDeny.by(Layer.IDENTITY);
    }
    if (own.bypassesLimits()) {
      return allowing;
    }
    if (boundarySilent) {
      return Decision.ImplicitDeny.by(Layer.BOUNDARY);
    }
    boolean withoutSession = !hasSession && EvaluationRules.needsSessionPolicy(request.caller());
    return sessionSilent || withoutSession ? Decision.ImplicitDeny.by(Layer.SESSION) : allowing;
  }
}
