package dev.rolecall.isolation.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A network namespace, by its name below {@code /run/netns}. */
public record Namespace(String name) implements AutoCloseable {
  /** Makes one whose loopback interface is up. */
  public static Namespace make(String name) {
    Shell.run(List.of("ip", "netns", "add", name));
    Namespace made = new Namespace(name);
    made.ip("link set lo up");
    return made;
  }

  /** Names the one that this process is in. */
  public static Namespace own(String name) {
    Shell.run(List.of("ip", "netns", "attach", name, Long.toString(ProcessHandle.current().pid())));
    Namespace own = new Namespace(name);
    own.ip("link set lo up");
    return own;
  }

  /** As container runtimes name it. */
  public Path file() {
    return Path.of("/run/netns", name);
  }

  /** Runs {@code ip} in it. */
  public String ip(String arguments) {
    return Shell.run(ipCommand(arguments));
  }

  /** The same; whether it succeeded. */
  public boolean triesIp(String arguments) {
    return Shell.succeeds(ipCommand(arguments));
  }

  /** Runs {@code ip -6} in it, where the machine has IPv6. */
  public void ip6(String arguments) {
    if (hasIpv6()) {
      ip("-6 " + arguments);
    }
  }

  /** Whether the kernel has IPv6. */
  public static boolean hasIpv6() {
    return Files.exists(Path.of("/proc/net/if_inet6"));
  }

  /** Sets a kernel parameter of the namespace, as {@code net/ipv4/ip_forward}. */
  public void set(String parameter, String value) {
    Shell.run(command(List.of("sh", "-c", "echo \"$1\" >\"/proc/sys/$0\"", parameter, value)));
  }

  /** The same for IPv6, where the machine has it. */
  public void set6(String parameter, String value) {
    if (hasIpv6()) {
      set("net/ipv6/" + parameter, value);
    }
  }

  /** The command line that runs {@code command} in it; control groups stay as they are. */
  public List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(List.of("nsenter", "--net=" + file()));
    whole.addAll(command);
    return whole;
  }

  private List<String> ipCommand(String arguments) {
    List<String> whole = new ArrayList<>(List.of("ip", "-n", name));
    whole.addAll(List.of(arguments.split(" ")));
    return whole;
  }

  @Override
  public void close() {
    Shell.succeeds(List.of("ip", "netns", "delete", name));
  }
}
