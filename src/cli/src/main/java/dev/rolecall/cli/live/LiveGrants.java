package dev.rolecall.cli.live;

import dev.rolecall.identity.ServiceAccountRef;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;

/** Asks an API server, which keeps nothing of it. */
record LiveGrants(LiveCluster cluster) implements RoleGrants {
  @Override
  public Sight<Boolean> ask(ServiceAccountRef account, String namespace, String name) {
    return cluster.ask(
        "who may use roles",
        () -> {
          SubjectAccessReview answer =
              cluster
                  .client()
                  .authorization()
                  .v1()
                  .subjectAccessReview()
                  .create(question(account, namespace, name));
          return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
        });
  }

  private static SubjectAccessReview question(
      ServiceAccountRef account, String namespace, String name) {
    return new SubjectAccessReviewBuilder()
        .withNewSpec()
        .withUser(account.subject())
        .withGroups(
            "system:serviceaccounts",
            "system:serviceaccounts:" + account.namespace(),
            "system:authenticated")
        .withNewResourceAttributes()
        .withVerb("use")
        .withGroup("rolecall.dev")
        .withResource("iamroles")
        .withNamespace(namespace)
        .withName(name)
        .endResourceAttributes()
        .endSpec()
        .build();
  }
}
