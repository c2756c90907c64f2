package dev.rolecall.e2e.access;

import dev.rolecall.e2e.RenderedChart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.stream.Stream;

/** What the chart's bindings give to service accounts. */
final class ChartGrants {
  private final RenderedChart chart;

  ChartGrants(RenderedChart chart) {
    this.chart = chart;
  }

  List<Grant> of(ServiceAccountName account) {
    Stream<HasMetadata> cluster =
        chart
            .all(ClusterRoleBinding.class)
            .filter(binding -> isFor(account, binding.getSubjects()))
            .map(binding -> role(binding.getRoleRef(), ""));
    Stream<HasMetadata> namespaced =
        chart
            .all(RoleBinding.class)
            .filter(binding -> isFor(account, binding.getSubjects()))
            .map(binding -> role(binding.getRoleRef(), binding.getMetadata().getNamespace()));
    return Stream.concat(cluster, namespaced)
        .flatMap(role -> Grant.of(account, role).stream())
        .toList();
  }

  private static boolean isFor(ServiceAccountName account, List<Subject> subjects) {
    return subjects.stream()
        .anyMatch(subject ->
            subject.getKind().equals("ServiceAccount")
                && subject.getName().equals(account.name())
                && subject.getNamespace().equals(account.namespace()));
  }

  private HasMetadata role(RoleRef role, String namespace) {
    return role.getKind().equals("ClusterRole")
        ? chart.one(ClusterRole.class, role.getName())
        : chart
            .all(Role.class)
            .filter(found -> found.getMetadata().getName().equals(role.getName()))
            .filter(found -> found.getMetadata().getNamespace().equals(namespace))
            .findFirst()
            .orElseThrow();
  }
}
