package dev.rolecall.operator.admission.use;

import dev.rolecall.directory.RoleUse;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.operator.access.Access;
import dev.rolecall.operator.access.AccessQuestion;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Asks RBAC for the verb {@code use} on an IAMRole, where the role's Account says {@code roleUse:
 * Granted}: of whoever asks, and then of the pod's service account, as PodSecurityPolicy did.
 */
public final class RoleUseCheck {
  private static final AdmissionAnswer NOTHING = new AdmissionAnswer.Allowed(List.of());

  private final Supplier<Optional<ClusterState>> state;
  private final BiFunction<Requester, AccessQuestion, CompletionStage<Access>> reviews;

  /**
   * @param reviews never completes exceptionally
   */
  public RoleUseCheck(
      Supplier<Optional<ClusterState>> state,
      BiFunction<Requester, AccessQuestion, CompletionStage<Access>> reviews) {
    this.state = state;
    this.reviews = reviews;
  }

  /**
   * The role that a name or an ARN in a namespace means, whether it is there or not; empty where it
   * means none.
   */
  Optional<RoleArn> named(String namespace, String reference) {
    if (reference.startsWith("arn:")) {
      return RoleArn.parse(reference);
    }
    return reference.isEmpty() || !RoleArn.NAME.matcher(reference).matches()
        ? Optional.empty()
        : state
            .get()
            .flatMap(now ->
                now.catalog()
                    .accountOf(namespace)
                    .map(account ->
                        now.catalog()
                            .role(account.id(), reference)
                            .map(dev.rolecall.directory.Role::arn)
                            .orElseGet(() -> new RoleArn(account.id(), "/", reference))));
  }

  /**
   * Whether pods may wear the role.
   *
   * @param serviceAccount the pod's, where one pod or account is meant
   * @return {@code Allowed} or {@code Refused}
   */
  public CompletionStage<AdmissionAnswer> check(
      Requester requester, Optional<ServiceAccountRef> serviceAccount, RoleArn role) {
    Optional<ClusterState> now = state.get();
    if (now.flatMap(all -> all.catalog().account(role.account()))
        .filter(account -> account.roleUse() == RoleUse.GRANTED)
        .isEmpty()) {
      return CompletableFuture.completedFuture(NOTHING);
    }
    Optional<ObjectKey> object =
        now.flatMap(all -> all.catalog().role(role).flatMap(found -> all.object(found.id())));
    if (object.isEmpty()) {
      // Whoever makes the role later would have let in who names it now.
      return CompletableFuture.completedFuture(
          new AdmissionAnswer.Refused(
              Refusal.FORBIDDEN,
              ("there is no role '%s', and its Account grants the use of roles by RBAC: make the"
                      + " IAMRole first, or mend the name")
                  .formatted(role)));
    }
    AccessQuestion question =
        new AccessQuestion(
            "use", "rolecall.dev", "iamroles", object.get().namespace(), object.get().name());
    return reviews
        .apply(requester, question)
        .thenCompose(access ->
            access instanceof Access.Granted || serviceAccount.isEmpty()
                ? CompletableFuture.completedFuture(answer(requester, access, question))
                : reviews
                    .apply(Requester.ofServiceAccount(serviceAccount.get()), question)
                    .thenApply(second -> answer(requester, better(access, second), question)));
  }

  /** What could not be asked may still be granted, unlike what was denied. */
  private static Access better(Access one, Access other) {
    return other instanceof Access.Granted || one instanceof Access.Denied ? other : one;
  }

  private static AdmissionAnswer answer(
      Requester requester, Access access, AccessQuestion question) {
    return switch (access) {
      case Access.Granted granted -> NOTHING;
      case Access.Denied denied ->
          new AdmissionAnswer.Refused(
              Refusal.FORBIDDEN,
              ("neither '%s' nor the pod's service account may use IAMRole '%s' of namespace '%s':"
                      + " have RBAC grant one of them the verb 'use' on 'iamroles' of the group"
                      + " 'rolecall.dev' there, with that resourceName")
                  .formatted(requester.name(), question.name(), question.namespace()));
      case Access.Unknown unknown ->
          new AdmissionAnswer.Refused(
              Refusal.UNAVAILABLE,
              "whether the role may be used is not known: %s; try again"
                  .formatted(unknown.reason()));
    };
  }
}
