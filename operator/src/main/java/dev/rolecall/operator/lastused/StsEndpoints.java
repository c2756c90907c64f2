package dev.rolecall.operator.lastused;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the replicas of sts are that are ready: the Endpoints of their Service. These have the
 * Service's name, so that the right to get one object is enough; EndpointSlices would need the
 * right to list all of the namespace.
 */
final class StsEndpoints {
  /** The Service of sts. */
  static final String SERVICE = "rolecall-sts";

  private static final String PORT = "https";

  private final KubernetesClient client;
  private final String namespace;

  StsEndpoints(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** None where there are none. */
  List<SocketAddress> addresses() {
    return Optional.ofNullable(client.endpoints().inNamespace(namespace).withName(SERVICE).get())
        .map(Endpoints::getSubsets)
        .orElse(List.of())
        .stream()
        .flatMap(StsEndpoints::addresses)
        .toList();
  }

  private static Stream<SocketAddress> addresses(EndpointSubset subset) {
    return subset.getPorts().stream()
        .filter(port -> PORT.equals(port.getName()))
        .map(EndpointPort::getPort)
        .flatMap(port ->
            subset.getAddresses().stream()
                .map(EndpointAddress::getIp)
                .map(address -> SocketAddress.inetSocketAddress(port, address)));
  }
}
