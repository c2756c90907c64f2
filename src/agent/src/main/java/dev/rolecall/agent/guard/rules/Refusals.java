package dev.rolecall.agent.guard.rules;

import dev.rolecall.agent.guard.rules.ServiceAddresses.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel answers a client while nobody listens at the agent's ports. SDKs count a refusal
 * as one of a few attempts, which are over before an agent that was ended is there again; where no
 * answer comes, the client's kernel asks again each second. So refusals are dropped, for {@value
 * #LONGEST} from the first one, or from when the rules were set. An agent that stays away longer is
 * away: clients are told at once, as without these rules, until somebody was connected again.
 *
 * <p>Known by the sequence number, which is 0 in answers to SYNs alone (RFC 9293, 3.10.7.1): what
 * ends an open connection passes. Not for IMDS, where most who ask only look whether somebody is
 * there, once and for a second.
 */
final class Refusals {
  private static final String LONGEST = "10s";

  /** For so long after the last refusal the agent is known to be away. */
  private static final String REMEMBERED = "10m";

  private static final String PORTS = "type inet_service; flags dynamic,timeout; size 16; timeout ";

  private Refusals() {}

  static List<NftSet> sets() {
    return List.of(
        new NftSet("away", PORTS + REMEMBERED + ";", List.of()),
        new NftSet("awaited", PORTS + LONGEST + ";", List.of()));
  }

  static List<Chain> chains() {
    return List.of(
        Chain.of(
            "refusal",
            List.of(
                "tcp sport != @away add @awaited { tcp sport }",
                "update @away { tcp sport }",
                "tcp sport @awaited drop")),
        Chain.of(
            "answers",
            List.of(
                "tcp flags & (syn | ack) == syn | ack delete @away { tcp sport }",
                "tcp flags & (syn | ack) == syn | ack delete @awaited { tcp sport }",
                "tcp flags & (rst | ack) == rst | ack tcp sequence 0 goto refusal")),
        Chain.hooked("agents_answers", "filter hook output priority filter - 10", fromAgent()));
  }

  /** Only to who called a service address: who calls the agent's own ports is refused at once. */
  private static List<String> fromAgent() {
    List<String> rules = new ArrayList<>();
    for (Service service : ServiceAddresses.SERVICES) {
      if (!service.isImds()) {
        rules.add(
            "%s saddr %s tcp sport %d ct direction reply ct original proto-dst 80 goto answers"
                .formatted(service.isIpv6() ? "ip6" : "ip", service.listener(), service.port()));
      }
    }
    return rules;
  }
}
