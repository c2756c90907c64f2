package dev.rolecall.policy;

import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Principals.Match;
import org.jspecify.annotations.Nullable;

/**
 * One decision on its way: what the policies looked at so far say. Each thread has one and uses it
 * again, so that deciding allocates nothing.
 */
final class Evaluation {
  private static final ThreadLocal<Evaluation> OF_THREAD = ThreadLocal.withInitial(Evaluation::new);

  private @Nullable AuthorizationRequest request;
  private boolean ofAnAccount;
  private boolean bounded;

  private @Nullable CompiledStatement denial;
  private @Nullable CompiledStatement earlierDenial;

  private long allowing;
  private boolean rcpSilent;
  private boolean scpSilent;
  private boolean boundarySilent;
  private boolean sessionSilent;
  private boolean hasSession;
  private @Nullable CompiledStatement identity;
  private boolean identityKnown;
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
    evaluation.request = request;
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
    request = null;
    denial = null;
    earlierDenial = null;
    identity = null;
    grant = null;
    earlierGrant = null;
    grantMatch = Match.NONE;
  }

  /** What is found from here on is named after what was found so far. */
  void enterDenials() {
    earlierDenial = denial;
  }

  /** Takes the statement as the denial if it denies and is named before the one that is known. */
  void deny(CompiledStatement statement) {
    if (isNamedFirst(statement) && bears(statement) && reaches(statement) && covers(statement)) {
      denial = statement;
    }
  }

  private boolean isNamedFirst(CompiledStatement statement) {
    CompiledStatement known = denial;
    if (known == null) {
      return true;
    }
    return known == earlierDenial
        ? statement.group().rank() < known.group().rank()
        : statement.order() < known.order();
  }

  private boolean reaches(CompiledStatement statement) {
    return statement.group().layer() != Layer.RESOURCE
        || statement
            .statement()
            .principals()
            .reach(request().caller(), request().context(), bounded);
  }

  /** The policies of an account bear on its own principals only. */
  private boolean bears(CompiledStatement statement) {
    Layer layer = statement.group().layer();
    return ofAnAccount || layer == Layer.RESOURCE || layer == Layer.RCP;
  }

  void enterGrants() {
    allowing = 0;
    identityKnown = identity != null;
    earlierGrant = grant;
  }

  /** Takes note if the statement allows the request, and nothing as good is known already. */
  void allow(CompiledStatement statement) {
    switch (statement.group().layer()) {
      case IDENTITY -> allowByIdentity(statement);
      case RESOURCE, TRUST -> grant(statement);
      default -> {
        long bit = statement.group().bit();
        if ((allowing & bit) == 0 && bears(statement) && covers(statement)) {
          allowing |= bit;
        }
      }
    }
  }

  private void allowByIdentity(CompiledStatement statement) {
    CompiledStatement known = identity;
    boolean first = known == null || (!identityKnown && statement.order() < known.order());
    if (first && ofAnAccount && covers(statement)) {
      identity = statement;
    }
  }

  private void grant(CompiledStatement statement) {
    AuthorizationRequest asked = request();
    Match match = statement.statement().principals().match(asked.caller(), asked.context());
    if (EvaluationRules.admits(match, asked.caller(), statement.decidedBy().layer())
        && isCloser(match, statement)
        && covers(statement)) {
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

  /** Keeps which of these groups allow nothing of it. */
  void leaveGrants(CompiledPolicies policies) {
    long silent = ~allowing;
    rcpSilent |= (policies.rcps() & silent) != 0;
    scpSilent |= ofAnAccount && (policies.scps() & silent) != 0;
    boundarySilent |= (policies.boundaries() & silent) != 0;
    sessionSilent |= (policies.sessions() & silent) != 0;
    hasSession |= policies.sessions() != 0;
  }

  private boolean covers(CompiledStatement statement) {
    return statement.statement().covers(request());
  }

  @Nullable CompiledStatement denial() {
    return denial;
  }

  /** What comes of it where nothing denies. */
  Decision decision() {
    AuthorizationRequest asked = request();
    if (rcpSilent) {
      return Decision.ImplicitDeny.by(Layer.RCP);
    }
    if (scpSilent) {
      return Decision.ImplicitDeny.by(Layer.SCP);
    }
    boolean resourceMustAllow = EvaluationRules.resourceMustAllow(asked);
    CompiledStatement granting = grant;
    if (resourceMustAllow && granting == null) {
      return Decision.ImplicitDeny.by(EvaluationRules.resourceLayer(asked));
    }
    if (!ofAnAccount && granting != null) {
      return granting.decision();
    }
    return permission(asked, resourceMustAllow ? granting : null);
  }

  /**
   * What the caller's own policies say, as far as the resource's grant does not make up for it.
   *
   * @param named the grant where it decides whatever they say
   */
  private Decision permission(AuthorizationRequest asked, @Nullable CompiledStatement named) {
    Match own = EvaluationRules.isSameAccount(asked) ? grantMatch : Match.NONE;
    Decision allowed = own.bypassesIdentity() && grant != null ? grant.decision() : byIdentity();
    if (allowed == null) {
      return Decision.ImplicitDeny.by(Layer.IDENTITY);
    }
    if (!own.bypassesLimits()) {
      if (boundarySilent) {
        return Decision.ImplicitDeny.by(Layer.BOUNDARY);
      }
      if (sessionSilent || (!hasSession && EvaluationRules.needsSessionPolicy(asked.caller()))) {
        return Decision.ImplicitDeny.by(Layer.SESSION);
      }
    }
    return named == null ? allowed : named.decision();
  }

  private @Nullable Decision byIdentity() {
    CompiledStatement allowing = identity;
    if (allowing != null) {
      return allowing.decision();
    }
    return EvaluationRules.ownPermission(request().caller());
  }

  private AuthorizationRequest request() {
    AuthorizationRequest asked = request;
    if (asked == null) {
      throw new IllegalStateException("a decision that has not begun");
    }
    return asked;
  }
}
