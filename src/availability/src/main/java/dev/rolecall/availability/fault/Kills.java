package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Container;
import dev.rolecall.availability.cluster.Replica;
import dev.rolecall.availability.cluster.Site;
import java.time.Duration;

/** Processes that end without being asked; the kubelet starts those again that it knows. */
final class Kills {
  /** For longer than an operator may lead without renewing. */
  private static final Duration AWAY = Duration.ofSeconds(10);

  private Kills() {}

  static Fault oneSts() {
    return new Fault(
        "sts-one",
        "one replica of sts is killed",
        site -> site.replicas().getFirst().container().kill());
  }

  static Fault allSts() {
    return new Fault("sts-all", "both replicas of sts are killed", Kills::killSts);
  }

  static Fault operator() {
    return new Fault(
        "operator",
        "both replicas of the operator are killed",
        site -> site.operators().forEach(Container::kill));
  }

  static Fault agent() {
    return new Fault("agent", "the agent is killed", site -> site.agent().kill());
  }

  static Fault guard() {
    return new Fault("guard", "the guard is killed", site -> site.guard().kill());
  }

  static Fault apiServer() {
    return new Fault(
        "api-server",
        "the API server is killed and stays away for 10 s",
        site -> {
          site.kubernetes().killApi();
          Thread.sleep(AWAY);
          site.kubernetes().startApi();
        });
  }

  static Fault etcd() {
    return new Fault(
        "etcd",
        "etcd is killed and stays away for 10 s",
        site -> {
          site.kubernetes().killEtcd();
          Thread.sleep(AWAY);
          site.kubernetes().startEtcd();
        });
  }

  static Fault stsWithoutApiServer() {
    return new Fault(
        "api-server-and-sts-one",
        "the API server is away for 10 s, and one replica of sts is killed meanwhile",
        site -> {
          site.kubernetes().killApi();
          site.replicas().getFirst().container().kill();
          Thread.sleep(AWAY);
          site.kubernetes().startApi();
        });
  }

  static Fault everything() {
    return new Fault(
        "everything",
        "etcd, the API server, both operators, both sts and the agent are killed at once",
        site -> {
          site.kubernetes().killApi();
          site.kubernetes().killEtcd();
          killSts(site);
          site.operators().forEach(Container::kill);
          site.agent().kill();
          site.kubernetes().startEtcd();
          site.kubernetes().startApi();
        });
  }

  private static void killSts(Site site) {
    site.replicas().stream().map(Replica::container).forEach(Container::kill);
  }
}
