package dev.rolecall.sts.node;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.PodStatus;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.fakes.InMemoryNodes;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Workload;
import dev.rolecall.kube.directory.Directories;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Directories that a test fills. */
record FakeDirectories(
    InMemoryResources resources, InMemoryWorkloads workloads, InMemoryNodes nodes)
    implements Directories {
  FakeDirectories() {
    this(
        new InMemoryResources().add(InMemoryResources.account("111111111111", "acme")),
        new InMemoryWorkloads(),
        new InMemoryNodes());
  }

  /** A pod of {@code acme} that lives on node-1. */
  Workload live(String name) {
    return live(name, null);
  }

  Workload live(String name, @Nullable Instant deletion) {
    Workload pod = InMemoryWorkloads.pod("acme", name, "web");
    workloads.add(pod);
    nodes.put(
        pod.node(),
        pod.pod().uid(),
        new PodStatus(List.of("10.0.0.1"), false, deletion, null, List.of()));
    return pod;
  }

  /** Has the account of {@code acme} allow its pods the metadata service. */
  void openImds() {
    resources.add(
        new Account(
            new AccountId("111111111111"),
            "acme",
            Set.of("acme"),
            List.of(),
            null,
            new PodPermissions(true, false, false),
            PodPowers.NONE,
            RoleUse.ANY,
            false));
  }

  void end(Workload pod) {
    workloads.end(pod.pod().uid(), "deleted");
    nodes.remove(pod.pod().uid());
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public Instant asOf() {
    return Instant.EPOCH;
  }

  @Override
  public void close() {}
}
