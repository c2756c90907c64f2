package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.rig.PodPlace;

/**
 * A pod of a tenant, whose service account, role and name are one.
 *
 * @param namespace the tenant's
 * @param account the tenant's
 * @param number of its place on the network, 2 to 250
 */
public record Workload(String namespace, String account, String name, int number) {
  /** What the ARN of its sessions begins with, its own name in the session's included. */
  public String identity() {
    return "arn:aws:sts::%s:assumed-role/%s/eks-%s-%s-"
        .formatted(account, role(), Tenants.CLUSTER, name);
  }

  String role() {
    return "Role-of-" + name;
  }

  PodPlace place() {
    return new PodPlace(name, number);
  }
}
