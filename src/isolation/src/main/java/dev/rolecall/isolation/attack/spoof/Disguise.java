package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** The attacker with another pod's addresses, until it is closed. */
final class Disguise implements AutoCloseable {
  private final Scene scene;
  private final Pod other;
  private final Attachment own;
  private final Namespace pod;

  private Disguise(Scene scene, Pod other) {
    this.scene = scene;
    this.other = other;
    this.own = scene.attachment(Cast.ATTACKER);
    this.pod = own.namespace();
  }

  static Disguise as(Scene scene, Pod other) {
    Disguise disguise = new Disguise(scene, other);
    disguise.pod.ip("addr add %s/32 dev %s".formatted(other.place().v4(), PodNetwork.IN_POD));
    disguise.pod.ip6(
        "addr add %s/128 dev %s nodad".formatted(other.place().v6(), PodNetwork.IN_POD));
    return disguise;
  }

  /** Takes a hardware address, and tells all neighbours of it: gratuitous ARP, unsolicited NA. */
  void announces(String mac) {
    pod.set("net/ipv4/conf/" + PodNetwork.IN_POD + "/arp_notify", "1");
    pod.set6("conf/" + PodNetwork.IN_POD + "/ndisc_notify", "1");
    pod.ip("link set %s address %s".formatted(PodNetwork.IN_POD, mac));
  }

  /** What the pod asks for its gateway with: from now on anew, with the borrowed address. */
  void forgetsGateway() {
    pod.triesIp("neigh flush dev " + PodNetwork.IN_POD);
    if (Namespace.hasIpv6()) {
      pod.triesIp("-6 neigh flush dev " + PodNetwork.IN_POD);
    }
  }

  /** Asks from the borrowed addresses for whatever there is. */
  List<Answer> asksEveryWay() {
    Foothold attacker = scene.at(Cast.ATTACKER);
    String v4 = other.place().v4();
    List<Answer> answers = new ArrayList<>();
    Http.Line line = (host, port, request) -> attacker.askFrom(v4, host, port, request);
    answers.addAll(Http.everyWay(line, scene.tokens().of(Cast.ATTACKER), other.credentialsId()));
    answers.add(line.ask(Http.EKS4, Http.PORT, Http.eks(Http.EKS4, scene.tokens().of(other))));
    if (Namespace.hasIpv6()) {
      String v6 = other.place().v6();
      answers.addAll(
          Http.imds(
              (host, port, request) -> attacker.askFrom(v6, host, port, request), Http.IMDS6));
    }
    return answers;
  }

  @Override
  public void close() {
    pod.triesIp("addr del %s/32 dev %s".formatted(other.place().v4(), PodNetwork.IN_POD));
    pod.triesIp("-6 addr del %s/128 dev %s".formatted(other.place().v6(), PodNetwork.IN_POD));
    pod.ip("link set %s address %s".formatted(PodNetwork.IN_POD, own.mac()));
    forgetsGateway();
    scene.network().leadBack(other.place(), scene.attachment(other));
    scene.network().leadBack(Cast.ATTACKER.place(), own);
  }
}
