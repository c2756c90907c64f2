package dev.rolecall.agent.guard.rules;

/** What the guard stops: each has a counter of its name, and a chain that counts and ends it. */
public enum Stop {
  /** Also a connection that was open before the guard came, or that somebody else translated. */
  IMDS("imds", Table.INET, Verdict.REJECT, "a pod called the real IMDS"),
  SERVICE_PORT(
      "service_port", Table.INET, Verdict.REJECT, "a pod called another port of a service address"),
  SOURCE(
      "spoofed_source",
      Table.INET,
      Verdict.DROP,
      "a service address was called from an address that is not the interface's"),
  CALL_RATE(
      "call_rate",
      Table.INET,
      Verdict.DROP,
      "a pod opened connections to service addresses faster than it may"),
  LOOPBACK(
      "loopback",
      Table.INET,
      Verdict.DROP,
      "a packet for the node's loopback came by an interface"),
  SOURCE_ROUTE("source_route", Table.INET, Verdict.DROP, "a packet chose its own route"),
  FORWARDED(
      "imds_forwarded", Table.INET, Verdict.REJECT, "a packet was on its way to the real IMDS"),
  REPLY(
      "imds_reply", Table.INET, Verdict.DROP, "a packet of the real IMDS was on its way to a pod"),
  HOST_POD(
      "imds_host_pod",
      Table.INET,
      Verdict.REJECT,
      "a pod on the host's network called the real IMDS"),
  HOST_PROCESS(
      "imds_host_process",
      Table.INET,
      Verdict.REJECT,
      "a process of the node called the real IMDS"),
  DIRECT(
      "direct",
      Table.INET,
      Verdict.REJECT,
      "the agent's own ports were called directly, or called from"),
  BRIDGED("bridged", Table.BRIDGE, Verdict.DROP, "a service address was called through a bridge"),
  FRAME(
      "spoofed_frame",
      Table.BRIDGE,
      Verdict.DROP,
      "a frame had a hardware address or type that is not its port's"),
  ARP("spoofed_arp", Table.BRIDGE, Verdict.DROP, "ARP claimed an address that is not its port's"),
  ND(
      "spoofed_nd",
      Table.BRIDGE,
      Verdict.DROP,
      "neighbour discovery claimed an address that is not its port's"),
  PORT_SOURCE(
      "spoofed_port_source",
      Table.BRIDGE,
      Verdict.DROP,
      "a service address was called from an address that is not the port's");

  /** The families of the guard's two tables. */
  public enum Table {
    INET,
    BRIDGE;

    /** As nft calls it. */
    public String family() {
      return this == INET ? "inet" : "bridge";
    }
  }

  /** Rejected is what a client would otherwise wait for; dropped is what nobody honest sends. */
  enum Verdict {
    REJECT,
    DROP
  }

  private final String label;
  private final Table table;
  private final Verdict verdict;
  private final String reason;

  Stop(String label, Table table, Verdict verdict, String reason) {
    this.label = label;
    this.table = table;
    this.verdict = verdict;
    this.reason = reason;
  }

  /** The name of its counter, and the label of its metric. */
  public String label() {
    return label;
  }

  public Table table() {
    return table;
  }

  Verdict verdict() {
    return verdict;
  }

  /** For the audit, a sentence without its end. */
  public String reason() {
    return reason;
  }

  /**
   * Whether offenders are told apart by their addresses too, which are no evidence of a spoofer.
   */
  public boolean isBySource() {
    return switch (this) {
      case IMDS, SERVICE_PORT, CALL_RATE, FORWARDED -> true;
      default -> false;
    };
  }

  String chain() {
    return "stop_" + label;
  }

  /** The sets that remember by which interfaces and from which addresses, where there are any. */
  public String offenders() {
    return "by_" + label;
  }

  /** Whether offenders are remembered: those on the node itself have no interface. */
  boolean hasOffenders() {
    return switch (this) {
      case HOST_POD, HOST_PROCESS, DIRECT, REPLY -> false;
      default -> true;
    };
  }

  String jump() {
    return "goto " + chain();
  }
}
