package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Container;
import dev.rolecall.availability.cluster.Replica;
import dev.rolecall.availability.cluster.Site;

/** A new version, as a Deployment and a DaemonSet bring it. */
final class Rollouts {
  private Rollouts() {}

  static Fault sts() {
    return new Fault(
        "rollout-sts",
        "a new version of sts: each replica once its successor is ready",
        site -> {
          for (Replica old : site.replicas()) {
            Replica successor = site.addSts();
            Site.await("a successor of sts", successor.container()::isReady);
            site.remove(old);
          }
        });
  }

  static Fault operator() {
    return new Fault(
        "rollout-operator",
        "a new version of the operator: each replica once its successor is ready, until a new one"
            + " leads",
        site -> {
          for (Container old : site.operators()) {
            Container successor = site.addOperator();
            Site.await("a successor of the operator", successor::isReady);
            site.remove(old);
          }
          Site.await("a leader of the new version", site::isLed);
        });
  }

  static Fault agent() {
    return new Fault(
        "rollout-agent",
        "a new version of agent and guard: the old ones end first",
        Site::replaceNode);
  }
}
