package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.AccountStatus;
import dev.rolecall.kube.resource.IAMPolicyStatus;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.kube.resource.InstanceProfileStatus;
import dev.rolecall.kube.resource.OIDCProviderStatus;
import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.operator.state.Facts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a resource into its status, each time all of it. */
final class StatusFacts {
  private StatusFacts() {}

  /** Whether anything is another than before. */
  static boolean write(Facts facts, ResourceStatus status) {
    List<?> before = all(status);
    switch (status) {
      case AccountStatus account -> {
        if (facts instanceof Facts.OfAccount known) {
          account.setNamespaces(known.namespaces());
          account.setRoles(known.usage().roles());
          account.setPolicies(known.usage().policies());
          account.setOpenIDConnectProviders(known.usage().providers());
          account.setPodIdentityAssociations(known.usage().associations());
          account.setInstanceProfiles(known.usage().profiles());
          account.setMemory(known.usage().memory());
        }
      }
      case IAMPolicyStatus policy -> write(policy, facts);
      case IAMRoleStatus role -> {
        if (facts instanceof Facts.OfRole known) {
          role.setAssociations(known.associations());
          role.setInstanceProfiles(
              known.instanceProfiles().isEmpty() ? null : known.instanceProfiles());
        }
      }
      case InstanceProfileStatus profile ->
          profile.setNodes(
              facts instanceof Facts.OfProfile(int nodes) ? Integer.valueOf(nodes) : null);
      case OIDCProviderStatus provider ->
          provider.setArn(facts instanceof Facts.OfProvider(String arn) ? arn : null);
      default -> {}
    }
    return !all(status).equals(before);
  }

  private static void write(IAMPolicyStatus status, Facts facts) {
    if (facts instanceof Facts.OfPolicy known) {
      status.setArn(known.arn());
      status.setAttachmentCount(known.attachments());
      status.setPermissionsBoundaryUsageCount(known.boundaries());
      status.setRoles(known.roles().isEmpty() ? null : known.roles());
    } else {
      status.setArn(null);
      status.setAttachmentCount(null);
      status.setPermissionsBoundaryUsageCount(null);
      status.setRoles(null);
    }
  }

  private static List<?> all(ResourceStatus status) {
    return switch (status) {
      case AccountStatus account ->
          listed(
              account.getNamespaces(),
              account.getRoles(),
              account.getPolicies(),
              account.getOpenIDConnectProviders(),
              account.getPodIdentityAssociations(),
              account.getInstanceProfiles(),
              account.getMemory());
      case IAMPolicyStatus policy ->
          listed(
              policy.getArn(),
              policy.getAttachmentCount(),
              policy.getPermissionsBoundaryUsageCount(),
              policy.getRoles());
      case IAMRoleStatus role -> listed(role.getAssociations(), role.getInstanceProfiles());
      case InstanceProfileStatus profile -> listed(profile.getNodes());
      case OIDCProviderStatus provider -> listed(provider.getArn());
      default -> List.of();
    };
  }

  private static List<String> listed(@Nullable Object... values) {
    return Stream.of(values).map(Objects::toString).toList();
  }
}
