package dev.rolecall.sts.node;

import dev.rolecall.binding.CredentialShapes;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.Node;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodStatus;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.Workload;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.sts.issuer.ClusterIssuer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What there is to tell of a node at this moment. */
public final class NodeView {
  private final ResourceDirectory resources;
  private final WorkloadDirectory workloads;
  private final NodeDirectory nodes;
  private final CredentialShapes shapes;
  private final ClusterIssuer issuer;

  public NodeView(Directories directories, CredentialShapes shapes, ClusterIssuer issuer) {
    this.resources = directories.resources();
    this.workloads = directories.workloads();
    this.nodes = directories.nodes();
    this.shapes = shapes;
    this.issuer = issuer;
  }

  /** Those that are bound to the node; not each of them lives. */
  Set<String> pods(String node) {
    return nodes.pods(node);
  }

  /** The pod, where it lives and is on this node. */
  Optional<ToldPod> pod(String uid, String node) {
    Optional<PodStatus> status = nodes.status(uid);
    return status.isPresent()
            && workloads.find(uid) instanceof Lookup.Living(var workload)
            && workload.node().equals(node)
        ? Optional.of(told(workload, status.get()))
        : Optional.empty();
  }

  private ToldPod told(Workload workload, PodStatus status) {
    Optional<Account> account = resources.accountOf(workload.pod().namespace());
    return new ToldPod(
        workload,
        status,
        account.map(Account::id),
        account.map(Account::pods).orElse(PodPermissions.NONE),
        shapes.of(workload));
  }

  boolean isLiving(Workload pod) {
    return workloads.find(pod.pod().uid()) instanceof Lookup.Living;
  }

  /** One that the cluster has no object of has neither labels nor a role. */
  Node node(String name) {
    return nodes.node(name).orElseGet(() -> new Node(name, "", Map.of()));
  }

  Optional<InstanceProfile> profile(Node node) {
    return resources.instanceProfile(node.labels());
  }

  /** What the resources are now; another object where any changed. */
  ResourceDirectory catalog() {
    return resources.snapshot();
  }

  /** Keys are only looked for where somebody asks for one; agents are told of those of now. */
  void refreshKeys() {
    issuer.refreshKeys();
  }

  /** Its name and keys, as they are trusted now; empty while there are none. */
  Optional<IssuerKeys> issuer() {
    return issuer.jwks().map(keys -> new IssuerKeys(issuer.issuer(), keys));
  }

  /**
   * @param jwks the JSON text of a JWK set
   */
  record IssuerKeys(String issuer, String jwks) {}
}
