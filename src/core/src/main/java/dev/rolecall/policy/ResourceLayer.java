package dev.rolecall.policy;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Statement.Effect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The resource's own policy, where it has one: the layer whose statements name principals. */
record ResourceLayer(@Nullable PolicyDocument document) {
  /** A statement that allows the request, and how closely it means the caller. */
  record Grant(Match match, DecidedBy by) {
    /** Whether the caller needs no permission of its own (IAM User Guide, "Principal types"). */
    boolean bypassesIdentity() {
      return match.compareTo(Match.ROLE) >= 0;
    }

    /** Whether boundaries and session policies that say nothing do not limit it. */
    boolean bypassesLimits() {
      return match.compareTo(Match.ANYONE) >= 0;
    }
  }

  /** What the layer is called: a role's policy is its trust policy. */
  Layer layer() {
    return isTrust() ? Layer.TRUST : Layer.RESOURCE;
  }

  private boolean isTrust() {
    return document != null && document.type() == PolicyType.TRUST;
  }

  /**
   * @param bounded whether the caller has a permissions boundary: then {@code NotPrincipal} in a
   *     Deny leaves nobody out
   */
  Optional<DecidedBy> denial(AuthorizationRequest request, boolean bounded) {
    return covering(Effect.DENY, request).stream()
        .filter(statement -> denies(statement.principals(), request, bounded))
        .findFirst()
        .map(this::decidedBy);
  }

  /** The grant that means the caller most closely. */
  Optional<Grant> grant(AuthorizationRequest request) {
    return covering(Effect.ALLOW, request).stream()
        .map(statement -> new Grant(match(statement, request), decidedBy(statement)))
        .filter(grant -> admits(grant.match(), request.caller()))
        .max(Comparator.comparing(Grant::match));
  }

  private List<Statement> covering(Effect effect, AuthorizationRequest request) {
    if (document == null) {
      return List.of();
    }
    return document.statements().stream()
        .filter(statement -> statement.effect() == effect && statement.covers(request))
        .toList();
  }

  private static Match match(Statement statement, AuthorizationRequest request) {
    return statement.principals() instanceof Principals.Listed listed
        ? listed.match(request.caller(), request.context())
        : Match.NONE;
  }

  private static boolean denies(
      Principals principals, AuthorizationRequest request, boolean bounded) {
    return switch (principals) {
      case Principals.Listed listed ->
          listed.match(request.caller(), request.context()) != Match.NONE;
      case Principals.Except except ->
          bounded || !PrincipalMatch.exempts(except.entries(), request.caller(), request.context());
      case Principals.Implied implied -> true;
    };
  }

  /** An identity provider must be named, and a service in a trust policy; {@code *} is not them. */
  private boolean admits(Match match, Caller caller) {
    boolean mustBeNamed =
        caller instanceof Caller.WebIdentity || (caller instanceof Caller.Service && isTrust());
    return mustBeNamed ? match == Match.CALLER : match != Match.NONE;
  }

  private DecidedBy decidedBy(Statement statement) {
    if (document == null) {
      throw new IllegalStateException("a statement of no document");
    }
    return PolicyLayer.decidedBy(layer(), document, statement);
  }
}
