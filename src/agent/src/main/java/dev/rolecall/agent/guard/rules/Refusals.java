package dev.rolecall.agent.guard.rules;

import dev.rolecall.agent.guard.rules.ServiceAddresses.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel answers a client while nobody listens at the agent's ports. SDKs count a refusal
 * as one of a few attempts, which are over before an agent that was ended is there again; where no
 * answer comes, the client's kernel asks again each second. So refusals are dropped, for {@value
 * #LONGEST} from the first one of a client and port. An agent that stays away longer is away: its
 * clients are told at once, as without these rules, until they were connected again.
 *
 * <p>Known by the sequence number, which is 0 in answers to SYNs alone (RFC 9293, 3.10.7.1): what
 * ends an open connection passes. A pod that makes such SYNs itself has them refused while the
 * agent lives, so what is known of the agent is known by the client's address, which no other has.
 * Of loopback addresses a process of the node has enough to fill the sets: they are refused at
 * once. Not for IMDS, where most who ask only look whether somebody is there, once and for a
 * second.
 */
final class Refusals {
  private static final String LONGEST = "10s";

  /** For so long after a client's last refusal it knows the agent to be away. */
  private static final String REMEMBERED = "1m";

  /** More than a node's pods have; those for whom there is no room are refused. */
  private static final int MOST = 4_096;

  private Refusals() {}

  static List<NftSet> sets() {
    return List.of(
        set("away", false, REMEMBERED),
        set("awaited", false, LONGEST),
        set("away", true, REMEMBERED),
        set("awaited", true, LONGEST));
  }

  private static NftSet set(String name, boolean ipv6, String timeout) {
    String version = version(ipv6);
    return new NftSet(
        name + version,
        "type ipv%s_addr . inet_service; flags dynamic,timeout; size %d; timeout %s;"
            .formatted(version, MOST, timeout),
        List.of());
  }

  static List<Chain> chains() {
    return List.of(
        refusal(false),
        refusal(true),
        answers(false),
        answers(true),
        Chain.hooked("agents_answers", "filter hook output priority filter - 10", fromAgent()));
  }

  private static Chain refusal(boolean ipv6) {
    String client = client(ipv6);
    String version = version(ipv6);
    return Chain.of(
        "refusal" + version,
        List.of(
            "%1$s != @away%2$s add @awaited%2$s { %1$s }".formatted(client, version),
            "update @away%2$s { %1$s }".formatted(client, version),
            "%1$s @awaited%2$s drop".formatted(client, version)));
  }

  private static Chain answers(boolean ipv6) {
    String client = client(ipv6);
    String version = version(ipv6);
    List<String> rules = new ArrayList<>();
    if (!ipv6) {
      rules.add("ip daddr 127.0.0.0/8 accept");
    }
    String answered = "tcp flags & (syn | ack) == syn | ack delete @%s%s { %s }";
    rules.add(answered.formatted("away", version, client));
    rules.add(answered.formatted("awaited", version, client));
    rules.add("tcp flags & (rst | ack) == rst | ack tcp sequence 0 goto refusal" + version);
    return Chain.of("answers" + version, rules);
  }

  private static String client(boolean ipv6) {
    return (ipv6 ? "ip6" : "ip") + " daddr . tcp sport";
  }

  private static String version(boolean ipv6) {
    return ipv6 ? "6" : "4";
  }

  /** Only to who called a service address: who calls the agent's own ports is refused at once. */
  private static List<String> fromAgent() {
    List<String> rules = new ArrayList<>();
    for (Service service : ServiceAddresses.SERVICES) {
      if (!service.isImds()) {
        rules.add(
            "%s saddr %s tcp sport %d ct direction reply ct original proto-dst 80 goto answers%s"
                .formatted(
                    service.isIpv6() ? "ip6" : "ip",
                    service.listener(),
                    service.port(),
                    version(service.isIpv6())));
      }
    }
    return rules;
  }
}
