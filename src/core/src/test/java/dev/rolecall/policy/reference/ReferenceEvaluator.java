package dev.rolecall.policy.reference;

import dev.rolecall.policy.Caller;
import dev.rolecall.policy.reference.Document.Kind;
import dev.rolecall.policy.reference.Document.Statement;
import dev.rolecall.policy.reference.Whom.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IAM User Guide, "Policy evaluation logic", step by step. */
public final class ReferenceEvaluator {
  private final List<Document> identity;
  private final List<Document> resource;
  private final List<Document> boundaries;
  private final List<Document> session;
  private final List<List<Document>> scps;
  private final List<List<Document>> rcps;

  private ReferenceEvaluator(PolicyTexts texts) {
    identity = ofPrincipals(texts.identity());
    resource =
        Optional.ofNullable(texts.resource())
            .map(text -> Document.read(Kind.OF_RESOURCE, text))
            .stream()
            .toList();
    boundaries = ofPrincipals(texts.boundaries());
    session = ofPrincipals(Optional.ofNullable(texts.session()).stream().toList());
    scps = texts.scps().stream().map(ReferenceEvaluator::ofPrincipals).toList();
    rcps = texts.rcps().stream().map(ReferenceEvaluator::ofPrincipals).toList();
  }

  private static List<Document> ofPrincipals(List<String> texts) {
    return texts.stream().map(text -> Document.read(Kind.OF_PRINCIPALS, text)).toList();
  }

  /** Reads the policies; each must be a valid one. */
  public static ReferenceEvaluator of(PolicyTexts texts) {
    return new ReferenceEvaluator(texts);
  }

  /** Decides. */
  public Answer decide(Question question) {
    if (explicitlyDenied(question)) {
      return Answer.EXPLICITLY_DENIED;
    }
    boolean guarded =
        rcps.stream().allMatch(level -> allows(level, question))
            && (!hasAccount(question) || scps.stream().allMatch(level -> allows(level, question)));
    return guarded && granted(question) ? Answer.ALLOWED : Answer.IMPLICITLY_DENIED;
  }

  /** "An explicit deny in any of these policies overrides." */
  private boolean explicitlyDenied(Question question) {
    List<Document> all = new ArrayList<>();
    all.addAll(identity);
    all.addAll(resource);
    all.addAll(boundaries);
    all.addAll(session);
    rcps.forEach(all::addAll);
    if (hasAccount(question)) {
      scps.forEach(all::addAll);
    }
    return all.stream()
        .flatMap(document -> document.statements().stream())
        .anyMatch(statement ->
            statement.denies()
                && covers(statement, question)
                && Applies.toRequest(statement, question));
  }

  private boolean granted(Question question) {
    Naming granted = grantedByResource(question);
    if (!hasAccount(question)) {
      return granted != Naming.NOT;
    }
    boolean identityAllows = question.caller() instanceof Caller.Root || allows(identity, question);
    boolean boundariesAllow =
        boundaries.stream().allMatch(boundary -> allows(List.of(boundary), question));
    // "If a session policy is not present": a role's session goes on, a federated user has nothing.
    boolean sessionAllows =
        session.isEmpty()
            ? !(question.caller() instanceof Caller.FederatedUser)
            : allows(session, question);
    boolean ownPolicies = identityAllows && boundariesAllow && sessionAllows;
    if (!question.caller().account().orElseThrow().toString().equals(question.resourceAccount())) {
      return granted != Naming.NOT && ownPolicies;
    }
    return switch (granted) {
      case SELF -> true;
      case BEHIND -> boundariesAllow && sessionAllows;
      case ACCOUNT -> ownPolicies;
      case NOT -> ownPolicies && !resourceMustAllow(question);
    };
  }

  /** "IAM role trust policies and KMS key policies are exceptions to this logic." */
  private static boolean resourceMustAllow(Question question) {
    return question.assumesRole() || question.usesKey();
  }

  private Naming grantedByResource(Question question) {
    return resource.stream()
        .flatMap(document -> document.statements().stream())
        .filter(statement -> !statement.denies() && Applies.toRequest(statement, question))
        .map(statement -> Whom.granted(statement, question))
        .max(Naming::compareTo)
        .orElse(Naming.NOT);
  }

  /** Whether a statement of these documents allows it; one is enough. */
  private boolean allows(List<Document> documents, Question question) {
    return documents.stream()
        .flatMap(document -> document.statements().stream())
        .anyMatch(statement ->
            !statement.denies()
                && covers(statement, question)
                && Applies.toRequest(statement, question));
  }

  private boolean covers(Statement statement, Question question) {
    if (statement.has("NotPrincipal")) {
      return !Whom.excepted(statement, question, !boundaries.isEmpty());
    }
    return !statement.has("Principal") || Whom.named(statement, question) != Naming.NOT;
  }

  private static boolean hasAccount(Question question) {
    return question.caller().account().isPresent();
  }
}
