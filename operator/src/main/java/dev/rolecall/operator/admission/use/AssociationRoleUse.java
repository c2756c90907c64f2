package dev.rolecall.operator.admission.use;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Refuses RoleAssociations that name a role which their author may not use. Any change of one may
 * give the role to other pods, so it is asked about each.
 */
public final class AssociationRoleUse implements Admission {
  private static final AdmissionAnswer NOTHING = new AdmissionAnswer.Allowed(List.of());

  private final RoleUseCheck check;

  public AssociationRoleUse(RoleUseCheck check) {
    this.check = check;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    JsonNode spec = request.object().path("spec");
    return request.kind().equals("RoleAssociation")
            && spec.isObject()
            && !spec.equals(request.oldObject().path("spec"))
        // Its target is assumed by this role, as the target's trust policy lets it.
        ? check
            .named(request.namespace(), spec.path("role").asText(""))
            .map(role ->
                check.check(request.requester(), request.namespace(), Optional.empty(), role))
            .orElseGet(() -> CompletableFuture.completedFuture(NOTHING))
        : CompletableFuture.completedFuture(NOTHING);
  }
}
