package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Site;

/** Whoever watches is told that it is too late to go on from what he saw last. */
final class Watches {
  private Watches() {}

  static Fault expired() {
    return new Fault(
        "watches-expired",
        "etcd forgets what was before, and the API server is started again, twice",
        site -> {
          expire(site);
          expire(site);
        });
  }

  private static void expire(Site site) {
    site.kubernetes().killApi();
    site.kubernetes().startApi();
    // Something to miss.
    site.kubernetes()
        .kubectl(
            "annotate", "--overwrite", "-n", "acme", "iamrole", "web", "seen=" + System.nanoTime());
    site.kubernetes().compact();
    site.kubernetes().killApi();
    site.kubernetes().startApi();
  }
}
