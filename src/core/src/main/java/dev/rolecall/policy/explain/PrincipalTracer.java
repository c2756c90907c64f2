package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.EvaluationRules;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Principals.Principal;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.explain.PartTrace.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells whom the principals of a resource's policy mean.
 *
 * @param layer of the policy, {@link Layer#RESOURCE} or {@link Layer#TRUST}
 * @param bounded whether the caller has a permissions boundary
 */
record PrincipalTracer(AuthorizationRequest request, Layer layer, boolean bounded) {
  /** How closely the statement means the caller. */
  Match match(Statement statement) {
    return statement.principals().match(request.caller(), request.context());
  }

  PartTrace trace(Statement statement) {
    return switch (statement.principals()) {
      case Principals.Listed listed -> listed(listed, statement.effect());
      case Principals.Except except -> except(except);
      case Principals.Implied implied ->
          new PartTrace(
              Part.PRINCIPAL,
              "Principal",
              List.of(),
              statement.effect() == Effect.DENY,
              "the statement names no principal");
    };
  }

  private PartTrace listed(Principals.Listed listed, Effect effect) {
    List<String> entries = texts(listed.entries());
    Optional<Principal> closest =
        listed.entries().stream()
            .filter(entry -> match(entry) != Match.NONE)
            .max(Comparator.comparing(this::match));
    if (closest.isEmpty()) {
      return new PartTrace(
          Part.PRINCIPAL, "Principal", entries, false, notMeant(entries) + notThisKind(listed));
    }
    Match match = match(closest.get());
    boolean fits = effect == Effect.DENY || EvaluationRules.admits(match, request.caller(), layer);
    return new PartTrace(
        Part.PRINCIPAL,
        "Principal",
        entries,
        fits,
        fits
            ? closest.get() + " means " + whom(match)
            : closest.get() + " does not admit " + kind() + ", which must be named");
  }

  private PartTrace except(Principals.Except except) {
    List<String> entries = texts(except.entries());
    boolean fits = except.reach(request.caller(), request.context(), bounded);
    String why = "NotPrincipal leaves the caller out";
    if (fits) {
      why =
          bounded
              ? "NotPrincipal leaves out nobody who has a permissions boundary"
              : "it does not leave the caller out, for which account, role or user, and session"
                  + " must all be listed";
    }
    return new PartTrace(Part.PRINCIPAL, "NotPrincipal", entries, fits, why);
  }

  private String notMeant(List<String> entries) {
    return entries.isEmpty()
        ? "the list of principals is empty"
        : "it does not mean " + Words.caller(request.caller());
  }

  /** A look-alike under another type is the usual mistake: {@code "AWS": "sns.amazonaws.com"}. */
  private String notThisKind(Principals.Listed listed) {
    boolean other =
        !listed.entries().isEmpty()
            && (request.caller() instanceof Caller.Service
                    && listed.entries().stream().noneMatch(Principals.Service.class::isInstance)
                || request.caller() instanceof Caller.WebIdentity
                    && listed.entries().stream().noneMatch(Principals.Federated.class::isInstance));
    return other ? ", and lists none of that kind" : "";
  }

  private String kind() {
    return request.caller() instanceof Caller.WebIdentity ? "identity providers" : "services";
  }

  private Match match(Principal entry) {
    return new Principals.Listed(List.of(entry)).match(request.caller(), request.context());
  }

  private static String whom(Match match) {
    return switch (match) {
      case NONE -> "nobody here";
      case ACCOUNT -> "the caller's account, which may delegate";
      case BEHIND -> "whose session the caller is";
      case ANYONE -> "everybody";
      case CALLER -> "the caller itself";
    };
  }

  private static List<String> texts(List<Principal> entries) {
    return entries.stream().map(Object::toString).toList();
  }
}
