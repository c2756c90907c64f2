package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.rig.Shell;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.util.List;

/** A container that the pod runs in itself, behind an address translation of its own. */
public final class NestedContainer implements Attack {
  private static final String NESTED = "nested";
  private static final String MASQUERADE =
      "add table ip nested; add chain ip nested out { type nat hook postrouting priority 100; }; add rule ip nested out masquerade";

  @Override
  public String name() {
    return "nested-container";
  }

  @Override
  public String does() {
    return "asks the metadata service from a container inside of the pod, one hop further";
  }

  /** The answer is sent, and dies on the hop. */
  @Override
  public Trace trace() {
    return Trace.NONE;
  }

  @Override
  public Outcome run(Scene scene) {
    Namespace pod = scene.attachment(Cast.ATTACKER).namespace();
    pod.set("net/ipv4/ip_forward", "1");
    Shell.run(pod.command(List.of("nft", MASQUERADE)));
    try (Namespace nested = Namespace.make(NESTED)) {
      pod.ip(
          "link add nested0 type veth peer name %s netns %s".formatted(PodNetwork.IN_POD, NESTED));
      pod.ip("addr add 10.88.0.1/24 dev nested0");
      pod.ip("link set nested0 up");
      nested.ip("link set %s up".formatted(PodNetwork.IN_POD));
      nested.ip("addr add 10.88.0.2/24 dev " + PodNetwork.IN_POD);
      nested.ip("route add default via 10.88.0.1");
      try (Foothold foothold = scene.in(nested)) {
        return scene.accepted(Http.imds(foothold::ask, Http.IMDS4));
      }
    } finally {
      Shell.run(pod.command(List.of("nft", "delete table ip nested")));
      pod.set("net/ipv4/ip_forward", "0");
    }
  }
}
