package dev.rolecall.policy;

import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.index.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * One decision on its way: what the policies looked at so far say. Each thread has one and uses it
 * again, so that deciding allocates nothing.
 */
final class Evaluation {
  private static final ThreadLocal<Evaluation> OF_THREAD = ThreadLocal.withInitial(Evaluation::new);

  private final RequestFacts facts = new RequestFacts();
  private final Visitor<CompiledStatement> denying = this::deny;
  private final Visitor<CompiledStatement> allowing = this::allow;
  private boolean ofAnAccount;
  private boolean bounded;

  private @Nullable CompiledStatement denial;
  private @Nullable CompiledStatement earlierDenial;

  /** The bits of the groups that allow the request, among those that are looked at. */
  private long allowed;

  private boolean rcpSilent;
  private boolean scpSilent;
  private boolean boundarySilent;
  private boolean sessionSilent;
  private boolean hasSession;
  private @Nullable CompiledStatement permission;
  private boolean permissionSettled;
  private @Nullable CompiledStatement grant;
  private @Nullable CompiledStatement earlierGrant;
  private Match grantMatch = Match.NONE;

  private Evaluation() {}

  /**
   * The thread's own, ready for a request.
   *
   * @param bounded whether the caller has a permissions boundary
   */
  static Evaluation begin(AuthorizationRequest request, boolean bounded) {
    Evaluation evaluation = OF_THREAD.get();
    evaluation.forget();
    evaluation.facts.begin(request);
    evaluation.bounded = bounded;
    evaluation.ofAnAccount = EvaluationRules.isOfAnAccount(request.caller());
    evaluation.rcpSilent = false;
    evaluation.scpSilent = false;
    evaluation.boundarySilent = false;
    evaluation.sessionSilent = false;
    evaluation.hasSession = false;
    return evaluation;
  }

  /** Forgets the request and its policies, which the thread must not keep alive. */
  void end() {
    facts.end();
    forget();
  }

  private void forget() {
    denial = null;
    earlierDenial = null;
    permission = null;
    grant = null;
    earlierGrant = null;
    grantMatch = Match.NONE;
  }

  /**
   * Looks for a denial among these that is named before the one that is known.
   *
   * @param firstSlot how many slots the policies before these have
   */
  void findDenial(CompiledPolicies policies, int firstSlot) {
    facts.enter(firstSlot, policies.slots());
    earlierDenial = denial;
    policies.denials().visit(facts, denying);
  }

  private void deny(CompiledStatement statement) {
    if (isNamedFirst(statement)
        && bears(statement)
        && reaches(statement)
        && statement.covers(facts)) {
      denial = statement;
    }
  }

  /** Denials of one set are named by their order; those of several by layer, then by set. */
  private boolean isNamedFirst(CompiledStatement statement) {
    CompiledStatement known = denial;
    if (known == null) {
      return true;
    }
    return known == earlierDenial
        ? PolicyGroup.rank(statement.layer()) < PolicyGroup.rank(known.layer())
        : statement.order() < known.order();
  }

  /** The policies of an account bear on its own principals only. */
  private boolean bears(CompiledStatement statement) {
    Layer layer = statement.layer();
    return ofAnAccount || layer == Layer.RESOURCE || layer == Layer.RCP;
  }

  private boolean reaches(CompiledStatement statement) {
    AuthorizationRequest asked = facts.request();
    return statement.layer() != Layer.RESOURCE
        || statement.statement().principals().reach(asked.caller(), asked.context(), bounded);
  }

  /** The statement that denies, where one does. */
  @Nullable CompiledStatement denial() {
    return denial;
  }

  /**
   * Looks for what allows among these.
   *
   * @param firstSlot how many slots the policies before these have
   */
  void findGrants(CompiledPolicies policies, int firstSlot) {
    facts.enter(firstSlot, policies.slots());
    allowed = 0;
    permissionSettled = permission != null;
    earlierGrant = grant;
    policies.grants().visit(facts, allowing);
    long silent = ~allowed;
    rcpSilent |= (policies.rcps() & silent) != 0;
    scpSilent |= ofAnAccount && (policies.scps() & silent) != 0;
    boundarySilent |= (policies.boundaries() & silent) != 0;
    sessionSilent |= (policies.sessions() & silent) != 0;
    hasSession |= policies.sessions() != 0;
  }

  private void allow(CompiledStatement statement) {
    switch (statement.layer()) {
      case IDENTITY -> permit(statement);
      case RESOURCE, TRUST -> grant(statement);
      case RCP, SCP, BOUNDARY, SESSION -> {
        long bit = statement.bit();
        if ((allowed & bit) == 0 && bears(statement) && statement.covers(facts)) {
          allowed |= bit;
        }
      }
    }
  }

  private void permit(CompiledStatement statement) {
    CompiledStatement known = permission;
    boolean first = known == null || (!permissionSettled && statement.order() < known.order());
    if (first && ofAnAccount && statement.covers(facts)) {
      permission = statement;
    }
  }

  private void grant(CompiledStatement statement) {
    AuthorizationRequest asked = facts.request();
    Match match = statement.statement().principals().match(asked.caller(), asked.context());
    if (EvaluationRules.admits(match, asked.caller(), statement.decidedBy().layer())
        && isCloser(match, statement)
        && statement.covers(facts)) {
      grant = statement;
      grantMatch = match;
    }
  }

  private boolean isCloser(Match match, CompiledStatement statement) {
    CompiledStatement known = grant;
    int difference = match.compareTo(grantMatch);
    return difference > 0
        || (difference == 0
            && known != null
            && known != earlierGrant
            && statement.order() < known.order());
  }

  /** What comes of it where nothing denies. */
  Decision decision() {
    AuthorizationRequest asked = facts.request();
    if (rcpSilent) {
      return Decision.ImplicitDeny.by(Layer.RCP);
    }
    if (scpSilent) {
      return Decision.ImplicitDeny.by(Layer.SCP);
    }
    CompiledStatement granting = grant;
    boolean resourceMustAllow = EvaluationRules.resourceMustAllow(asked);
    if (resourceMustAllow && granting == null) {
      return Decision.ImplicitDeny.by(EvaluationRules.resourceLayer(asked));
    }
    if (!ofAnAccount && granting != null) {
      return granting.decision();
    }
    Decision decision = ofCaller(asked);
    return resourceMustAllow && granting != null && decision.allowed()
        ? granting.decision()
        : decision;
  }

  /** What the caller's own policies say, as far as the resource's grant does not make up for it. */
  private Decision ofCaller(AuthorizationRequest asked) {
    Match own = EvaluationRules.isSameAccount(asked) ? grantMatch : Match.NONE;
    Decision allowing = permissionOrGrant(own, asked.caller());
    if (allowing == null) {
      return Decision.ImplicitDeny.by(Layer.IDENTITY);
    }
    if (own.bypassesLimits()) {
      return allowing;
    }
    if (boundarySilent) {
      return Decision.ImplicitDeny.by(Layer.BOUNDARY);
    }
    boolean withoutSession = !hasSession && EvaluationRules.needsSessionPolicy(asked.caller());
    return sessionSilent || withoutSession ? Decision.ImplicitDeny.by(Layer.SESSION) : allowing;
  }

  /**
   * What allows the caller, null where nothing does.
   *
   * @param own how closely a grant of the caller's own account means it
   */
  private @Nullable Decision permissionOrGrant(Match own, Caller caller) {
    CompiledStatement granting = grant;
    if (own.bypassesIdentity() && granting != null) {
      return granting.decision();
    }
    CompiledStatement permitting = permission;
    return permitting == null ? EvaluationRules.ownPermission(caller) : permitting.decision();
  }
}
