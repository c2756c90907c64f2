package dev.rolecall.e2e.access;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest part of a role: one verb on one resource, and of one object where the role names
 * some.
 *
 * @param account the service account that has it
 * @param role the ClusterRole or Role that it is in
 * @param rule with one verb, and one resource or one path
 */
record Grant(ServiceAccountName account, HasMetadata role, PolicyRule rule) {
  /** All of a role. */
  static List<Grant> of(ServiceAccountName account, HasMetadata role) {
    List<Grant> grants = new ArrayList<>();
    for (PolicyRule rule : rules(role)) {
      for (String verb : rule.getVerbs()) {
        parts(rule, verb).forEach(part -> grants.add(new Grant(account, role, part)));
      }
    }
    return grants;
  }

  private static List<PolicyRule> rules(HasMetadata role) {
    return switch (role) {
      case ClusterRole cluster -> cluster.getRules();
      case Role namespaced -> namespaced.getRules();
      default -> throw new IllegalArgumentException(role.getKind() + " is no role");
    };
  }

  private static List<PolicyRule> parts(PolicyRule rule, String verb) {
    List<PolicyRule> parts = new ArrayList<>();
    for (String path : rule.getNonResourceURLs()) {
      parts.add(new PolicyRuleBuilder().withVerbs(verb).withNonResourceURLs(path).build());
    }
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        PolicyRuleBuilder part =
            new PolicyRuleBuilder().withVerbs(verb).withApiGroups(group).withResources(resource);
        if (rule.getResourceNames().isEmpty()) {
          parts.add(part.build());
        }
        for (String name : rule.getResourceNames()) {
          parts.add(part.withResourceNames(name).build());
        }
      }
    }
    return parts;
  }

  /** Whether it lets this request in. */
  boolean covers(Call call) {
    if (!account.user().equals(call.user()) || !rule.getVerbs().contains(call.verb())) {
      return false;
    }
    if (!rule.getNonResourceURLs().isEmpty()) {
      return rule.getNonResourceURLs().contains(call.path());
    }
    return rule.getApiGroups().contains(call.group())
        && rule.getResources().contains(call.resource())
        && (rule.getResourceNames().isEmpty() || rule.getResourceNames().contains(call.name()))
        && (role instanceof ClusterRole
            || role.getMetadata().getNamespace().equals(call.namespace()));
  }

  /** The question whether its account may do what a request asked. */
  SubjectAccessReview question(Call call) {
    SubjectAccessReviewBuilder review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(account.user())
            .withGroups(account.groups())
            .endSpec();
    if (call.resource().isEmpty()) {
      return review
          .editSpec()
          .withNewNonResourceAttributes(call.path(), call.verb())
          .endSpec()
          .build();
    }
    String[] resource = call.resource().split("/", 2);
    return review
        .editSpec()
        .withNewResourceAttributes()
        .withVerb(call.verb())
        .withGroup(call.group())
        .withResource(resource[0])
        .withSubresource(resource.length > 1 ? resource[1] : "")
        .withNamespace(call.namespace())
        .withName(call.name())
        .endResourceAttributes()
        .endSpec()
        .build();
  }

  /** Its role without it. */
  HasMetadata taken() {
    List<PolicyRule> others =
        of(account, role).stream().map(Grant::rule).filter(other -> !other.equals(rule)).toList();
    return switch (role) {
      case ClusterRole cluster -> new ClusterRoleBuilder(cluster).withRules(others).build();
      case Role namespaced -> new RoleBuilder(namespaced).withRules(others).build();
      default -> throw new IllegalArgumentException(role.getKind() + " is no role");
    };
  }

  @Override
  public String toString() {
    String what =
        rule.getNonResourceURLs().isEmpty()
            ? rule.getApiGroups() + " " + rule.getResources() + " " + rule.getResourceNames()
            : rule.getNonResourceURLs().toString();
    return "%s %s may %s %s"
        .formatted(role.getKind(), role.getMetadata().getName(), rule.getVerbs(), what);
  }
}
