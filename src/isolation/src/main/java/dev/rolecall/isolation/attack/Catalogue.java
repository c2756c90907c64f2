package dev.rolecall.isolation.attack;

import dev.rolecall.isolation.attack.life.Lifecycle;
import dev.rolecall.isolation.attack.life.PodBeforeGuard;
import dev.rolecall.isolation.attack.load.Starvation;
import dev.rolecall.isolation.attack.reach.Datagrams;
import dev.rolecall.isolation.attack.reach.DirectDoors;
import dev.rolecall.isolation.attack.reach.DirectImds;
import dev.rolecall.isolation.attack.reach.Echo;
import dev.rolecall.isolation.attack.reach.HostProcess;
import dev.rolecall.isolation.attack.reach.KeptConnection;
import dev.rolecall.isolation.attack.reach.NestedContainer;
import dev.rolecall.isolation.attack.reach.NodeFiles;
import dev.rolecall.isolation.attack.reach.NodeLoopback;
import dev.rolecall.isolation.attack.reach.OtherPorts;
import dev.rolecall.isolation.attack.reach.UnlistedPaths;
import dev.rolecall.isolation.attack.spoof.BorrowedAddress;
import dev.rolecall.isolation.attack.spoof.ClonedMac;
import dev.rolecall.isolation.attack.spoof.FalseGateway;
import dev.rolecall.isolation.attack.spoof.MovedRoute;
import dev.rolecall.isolation.attack.spoof.PoisonedNeighbours;
import dev.rolecall.isolation.attack.spoof.ReusedAddress;
import dev.rolecall.isolation.attack.spoof.SharedAddress;
import dev.rolecall.isolation.attack.spoof.TransparentSource;
import dev.rolecall.isolation.attack.token.DeadPodToken;
import dev.rolecall.isolation.attack.token.ImdsTokenOfAnother;
import dev.rolecall.isolation.attack.token.StolenId;
import dev.rolecall.isolation.attack.token.WrongToken;
import dev.rolecall.isolation.attack.wire.Smuggling;
import dev.rolecall.isolation.attack.wire.WireAttacks;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All attacks, in the order in which they are tried: those that change the stage come last. */
public final class Catalogue {
  private Catalogue() {}

  /** All that this machine can try. */
  public static List<Attack> all() {
    List<Attack> attacks = new ArrayList<>();
    attacks.add(new KeptConnection());
    attacks.add(new DirectImds("imds-ipv4", Http.IMDS4));
    if (Namespace.hasIpv6()) {
      attacks.add(new DirectImds("imds-ipv6", Http.IMDS6));
    }
    attacks.addAll(
        List.of(
            new OtherPorts(),
            new Datagrams(),
            new Echo(),
            new UnlistedPaths(),
            new DirectDoors(),
            new NodeLoopback(),
            new NestedContainer(),
            new HostProcess(),
            new NodeFiles()));
    attacks.addAll(
        List.of(
            new TransparentSource(),
            new BorrowedAddress(),
            new MovedRoute(),
            new PoisonedNeighbours(),
            new ClonedMac(),
            new FalseGateway(),
            new SharedAddress()));
    attacks.addAll(WrongToken.all());
    attacks.add(new StolenId());
    attacks.add(new ImdsTokenOfAnother());
    attacks.addAll(WireAttacks.all());
    attacks.add(new Smuggling());
    attacks.addAll(Starvation.all());
    attacks.addAll(Lifecycle.all());
    attacks.add(new PodBeforeGuard());
    attacks.add(new ReusedAddress());
    attacks.add(new DeadPodToken());
    return List.copyOf(attacks);
  }

  /** Those that make sense there; only the one of that name where one is given. */
  public static List<Attack> on(Topology topology, Optional<String> name) {
    return all().stream()
        .filter(attack -> attack.topologies().contains(topology))
        .filter(attack -> name.isEmpty() || name.orElseThrow().equals(attack.name()))
        .toList();
  }
}
