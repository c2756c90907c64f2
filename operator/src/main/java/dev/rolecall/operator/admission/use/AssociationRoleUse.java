package dev.rolecall.operator.admission.use;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.state.ClusterState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Refuses RoleAssociations that name a role which their author may not use. Any change of one may
 * give the role to other pods, so it is asked about each.
 */
public final class AssociationRoleUse implements Admission {
  private static final AdmissionAnswer NOTHING = new AdmissionAnswer.Allowed(List.of());

  private final Supplier<Optional<ClusterState>> state;
  private final RoleUseCheck check;

  public AssociationRoleUse(Supplier<Optional<ClusterState>> state, RoleUseCheck check) {
    this.state = state;
    this.check = check;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    JsonNode spec = request.object().path("spec");
    return request.kind().equals("RoleAssociation")
            && spec.isObject()
            && !spec.equals(request.oldObject().path("spec"))
        ? role(request.namespace(), spec.path("role").asText(""))
            .map(role -> check.check(request.requester(), Optional.empty(), role))
            .orElseGet(() -> CompletableFuture.completedFuture(NOTHING))
        : CompletableFuture.completedFuture(NOTHING);
  }

  /** Its target is assumed by this role, as the target's trust policy lets it. */
  private Optional<RoleArn> role(String namespace, String reference) {
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
}
