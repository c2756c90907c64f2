package dev.rolecall.testkit;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** What a controller makes of a Service, for one whose program runs on this machine. */
public final class ServiceEndpoints {
  private ServiceEndpoints() {}

  /**
   * Of a program that listens on every address. They may not name loopback, so that a test is
   * skipped where there is nothing else.
   *
   * @param port under the name {@code https}
   */
  public static Endpoints onThisMachine(String namespace, String service, int port)
      throws SocketException {
    String address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(found -> found instanceof Inet4Address)
            .filter(found -> !found.isLoopbackAddress() && !found.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .findFirst()
            .orElse("");
    Requirement.that(!address.isEmpty(), "no IPv4 address besides loopback");
    return new EndpointsBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(service)
        .endMetadata()
        .addNewSubset()
        .addNewAddress()
        .withIp(address)
        .endAddress()
        .addNewPort()
        .withName("https")
        .withPort(port)
        .endPort()
        .endSubset()
        .build();
  }
}
