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
   * Whether pods may wear the role. Of another account's role nobody hears whether it is there, who
   * may not use it.
   *
   * @param namespace where it is named
   * @param serviceAccount the pod's, where one pod or account is meant
   * @return {@code Allowed} or {@code Refused}
   */
  public CompletionStage<AdmissionAnswer> check(
      Requester requester,
      String namespace,
      Optional<ServiceAccountRef> serviceAccount,
      RoleArn role) {
    Optional<ClusterState> now = state.get();
    if (now.flatMap(all -> all.catalog().account(role.account()))
        .filter(account -> account.roleUse() == RoleUse.GRANTED)
        .isEmpty()) {
      return CompletableFuture.completedFuture(NOTHING);
    }
    Optional<ObjectKey> object =
        now.flatMap(all -> all.catalog().role(role).flatMap(found -> all.object(found.id())));
    boolean own =
        now.flatMap(all -> all.catalog().accountOf(namespace))
            .filter(account -> account.id().equals(role.account()))
            .isPresent();
    if (own && object.isEmpty()) {
      // Whoever makes the role later would have let in who names it now.
      return CompletableFuture.completedFuture(
          new AdmissionAnswer.Refused(
              Refusal.FORBIDDEN,
              ("there is no role '%s', and its Account grants the use of roles by RBAC: make the"
                      + " IAMRole first, or mend the name")
                  .formatted(role)));
    }
    // What is not there is asked about too, and as long: in all namespaces, as nobody may but those
    // who see all.
    AccessQuestion question =
        object.map(key -> use(key.namespace(), key.name())).orElseGet(() -> use("", role.name()));
    return reviews
        .apply(requester, question)
        .thenCompose(access ->
            access instanceof Access.Granted || serviceAccount.isEmpty()
                ? CompletableFuture.completedFuture(access)
                : reviews
                    .apply(Requester.ofServiceAccount(serviceAccount.get()), question)
                    .thenApply(second -> better(access, second)))
        .thenApply(access ->
            own
                ? answer(requester, access, question)
                : ofAnother(requester, access, role, object.isPresent()));
  }

  private static AccessQuestion use(String namespace, String role) {
    return new AccessQuestion("use", "rolecall.dev", "iamroles", namespace, role);
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
      case Access.Unknown unknown -> unknown(unknown);
    };
  }

  private static AdmissionAnswer ofAnother(
      Requester requester, Access access, RoleArn role, boolean there) {
    return switch (access) {
      case Access.Granted granted when there -> NOTHING;
      case Access.Unknown unknown -> unknown(unknown);
      default ->
          new AdmissionAnswer.Refused(
              Refusal.FORBIDDEN,
              ("role '%s' is of another account, which grants the use of its roles by RBAC: it is"
                      + " not there, or neither '%s' nor the pod's service account may use it; ask"
                      + " those who administer that account")
                  .formatted(role, requester.name()));
    };
  }

  private static AdmissionAnswer unknown(Access.Unknown unknown) {
    return new AdmissionAnswer.Refused(
        Refusal.UNAVAILABLE,
        "whether the role may be used is not known: %s; try again".formatted(unknown.reason()));
  }
}
