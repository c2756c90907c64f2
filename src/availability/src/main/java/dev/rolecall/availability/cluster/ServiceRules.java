package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What kube-proxy does for a Service: the kernel sends each new connection to one of the endpoints,
 * by chance; where there is none, connections are refused.
 */
final class ServiceRules {
  private static final String TABLE = "services";

  private final String address;
  private final int port;
  private final Path file;
  private List<Integer> endpoints = List.of();

  private ServiceRules(String address, int port, Path file) {
    this.address = address;
    this.port = port;
    this.file = file;
  }

  /**
   * A Service without endpoints.
   *
   * @param file for the rules
   */
  static ServiceRules at(String address, int port, Path file) {
    Shell.run(List.of("ip", "addr", "add", address + "/32", "dev", "lo"));
    return new ServiceRules(address, port, file);
  }

  /**
   * Sends connections to these from now on; those that are open stay.
   *
   * @param ports of loopback
   */
  synchronized void lead(List<Integer> ports) {
    if (ports.equals(endpoints)) {
      return;
    }
    try {
      Files.writeString(file, rules(ports));
      Shell.run(List.of("nft", "-f", file.toString()));
      endpoints = List.copyOf(ports);
    } catch (IOException e) {
      throw new RigException("rules of a Service: " + e.getMessage());
    }
  }

  private String rules(List<Integer> ports) {
    List<String> choices = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      choices.add("%d : %d".formatted(i, ports.get(i)));
    }
    String rule =
        ports.isEmpty()
            ? ""
            : "ip daddr %s tcp dport %d dnat ip to 127.0.0.1:numgen random mod %d map { %s }"
                .formatted(address, port, ports.size(), String.join(", ", choices));
    return """
    table ip %1$s
    delete table ip %1$s
    table ip %1$s {
      chain output {
        type nat hook output priority -100;
        %2$s
      }
    }
    """
        .formatted(TABLE, rule);
  }
}
