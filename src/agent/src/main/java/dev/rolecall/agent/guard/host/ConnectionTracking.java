package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.guard.rules.ServiceAddresses;
import java.util.List;

/** What the kernel remembers of connections. */
public final class ConnectionTracking {
  private ConnectionTracking() {}

  /**
   * Forgets connections to the real IMDS that nobody translated, by the program {@code conntrack}:
   * translation is decided once for each connection, so these would go on as they began.
   *
   * @throws CommandException where there is no such program; the rules stop them all the same
   */
  public static void forgetImds() throws CommandException {
    forget("ipv4", ServiceAddresses.IMDS_4);
    forget("ipv6", ServiceAddresses.IMDS_6);
  }

  private static void forget(String family, String address) throws CommandException {
    List<String> command =
        List.of("conntrack", "-D", "-f", family, "--orig-dst", address, "--reply-src", address);
    Command.Outcome outcome = Command.outcome("", command);
    // It ends with 1 where there were none.
    if (outcome.status() != 0 && !outcome.errors().contains("0 flow entries")) {
      throw new CommandException(String.join(" ", command) + ": " + outcome.errors().strip());
    }
  }
}
