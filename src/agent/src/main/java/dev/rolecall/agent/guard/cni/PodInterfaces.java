package dev.rolecall.agent.guard.cni;

import dev.rolecall.agent.guard.host.Link;
import dev.rolecall.agent.guard.host.Links;
import dev.rolecall.agent.guard.host.Literals;
import dev.rolecall.agent.guard.host.ServiceLink;
import dev.rolecall.agent.guard.rules.PinSets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The interfaces of pods that there are.
 *
 * @param interfaces by name, in its order
 * @param problems sentences about attachments that are not among them
 */
public record PodInterfaces(List<PodInterface> interfaces, List<String> problems) {
  /** Shapers of the bandwidth plugin, and what is not a pod's end. */
  private static final Set<String> OTHER_KINDS = Set.of("bridge", "ifb", "dummy", "vxlan", "vlan");

  /** What the cache says, held against the interfaces that there are. */
  public static PodInterfaces find(CniResults results, Links links) {
    CniResults.Look look = results.look();
    List<String> problems = new ArrayList<>(look.problems());
    Map<String, PodInterface> byName = new HashMap<>();
    look.attachments().stream()
        .sorted(Comparator.comparing(CniAttachment::written))
        .forEach(attachment -> {
          switch (end(attachment, links)) {
            // A later attachment to an interface of this name means that the earlier one is gone.
            case End.At(PodInterface found) -> byName.put(found.link().name(), found);
            case End.Unknown(String problem) -> problems.add(problem);
            case End.Gone() -> {}
          }
        });
    return new PodInterfaces(
        byName.values().stream()
            .sorted(Comparator.comparing(found -> found.link().name()))
            .toList(),
        problems.stream().sorted().toList());
  }

  /** What they may send, and their bridges may. */
  public PinSets pins() {
    return PinSets.of(
        interfaces.stream().map(PodInterface::pin).toList(),
        interfaces.stream()
            .map(PodInterface::through)
            .filter(link -> link.isBridge() && Literals.mac(link.mac()).isPresent())
            .distinct()
            .map(link -> new PinSets.NodeEnd(link.mac(), link.addresses()))
            .toList());
  }

  private sealed interface End {
    record At(PodInterface found) implements End {}

    record Unknown(String problem) implements End {}

    /** A file that was left behind. */
    record Gone() implements End {}
  }

  private static End end(CniAttachment attachment, Links links) {
    if (attachment.hostInterfaces().isEmpty()) {
      return unknown(attachment, "its network plugin names no interface of the node");
    }
    List<Link> ends =
        attachment.hostInterfaces().stream()
            .filter(name -> !name.equals(ServiceLink.NAME) && !name.equals("lo"))
            .flatMap(name -> links.find(name).stream())
            .filter(link -> !OTHER_KINDS.contains(link.kind()))
            .toList();
    if (ends.isEmpty()) {
      return new End.Gone();
    }
    if (ends.size() > 1) {
      return unknown(attachment, "its network plugin names several interfaces of the node");
    }
    if (attachment.addresses().isEmpty()) {
      return unknown(attachment, "its network plugin names no address");
    }
    return through(attachment, ends.getFirst(), links);
  }

  private static End through(CniAttachment attachment, Link end, Links links) {
    Optional<Link> bridge =
        end.isBridgePort() ? end.master().flatMap(links::find) : Optional.empty();
    if (end.isBridgePort() && bridge.isEmpty()) {
      return new End.Gone();
    }
    if (bridge.isPresent() && attachment.mac().isEmpty()) {
      return unknown(attachment, "its network plugin names no hardware address");
    }
    return new End.At(new PodInterface(end, bridge.orElse(end), attachment));
  }

  private static End unknown(CniAttachment attachment, String why) {
    return new End.Unknown("pod " + attachment.pod() + " is not pinned: " + why);
  }
}
