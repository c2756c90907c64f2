package dev.rolecall.agent.guard.rules;

import java.util.List;

/**
 * The link-local addresses that pods ask for credentials, and where the agent's server listens for
 * each. The real IMDS addresses are never assigned to the node, so that its own processes still
 * reach the real one; a stand-in is instead.
 */
public final class ServiceAddresses {
  public static final String IMDS_4 = "169.254.169.254";
  public static final String IMDS_6 = "fd00:ec2::254";

  /** What pods ask on port 80, and what that is translated to. */
  public record Service(String address, String listener, int port) {
    public boolean isIpv6() {
      return address.contains(":");
    }

    boolean isImds() {
      return !address.equals(listener);
    }
  }

  /** EKS Pod Identity's, ECS's and IMDS's. */
  public static final List<Service> SERVICES =
      List.of(
          new Service("169.254.170.23", "169.254.170.23", 8491),
          new Service("169.254.170.2", "169.254.170.2", 8492),
          new Service(IMDS_4, "169.254.170.254", 8493),
          new Service("fd00:ec2::23", "fd00:ec2::23", 8491),
          new Service(IMDS_6, "fd00:ec2::170:254", 8493));

  private ServiceAddresses() {}

  /** The addresses of the node's service link. */
  public static List<String> assigned() {
    return SERVICES.stream().map(Service::listener).toList();
  }

  /** All addresses of a family that only the agent may answer, the real IMDS's too. */
  static List<String> protectedAddresses(boolean ipv6) {
    return SERVICES.stream()
        .filter(service -> service.isIpv6() == ipv6)
        .flatMap(service -> java.util.stream.Stream.of(service.address(), service.listener()))
        .distinct()
        .toList();
  }
}
