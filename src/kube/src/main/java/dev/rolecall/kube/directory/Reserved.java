package dev.rolecall.kube.directory;

import java.util.HashSet;
import java.util.Set;

/**
 * What no account may have.
 *
 * @param issuers the cluster's issuer and sts's own: no OIDCProvider may declare them
 * @param namespaces those of Kubernetes itself, always, and Rolecall's own: they belong to nobody
 */
public record Reserved(Set<String> issuers, Set<String> namespaces) {
  private static final Set<String> OF_KUBERNETES =
      Set.of("kube-system", "kube-public", "kube-node-lease");

  public Reserved {
    issuers = Set.copyOf(issuers);
    Set<String> all = new HashSet<>(namespaces);
    all.addAll(OF_KUBERNETES);
    namespaces = Set.copyOf(all);
  }

  /** These issuers, and no namespaces but Kubernetes's own. */
  public static Reserved issuers(Set<String> issuers) {
    return new Reserved(issuers, Set.of());
  }

  /** Whether an issuer may be taken for one that nobody may declare. */
  public boolean isIssuer(String url) {
    return issuers.stream().anyMatch(own -> Issuers.alike(own, url));
  }
}
