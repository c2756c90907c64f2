package dev.rolecall.bench.operator;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.kube.directory.InformerDirectories;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.testkit.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What sts keeps of a cluster, without sts: opens its port once it has everything. */
public final class StsInformers {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private StsInformers() {}

  /**
   * @param arguments the port
   */
  public static void main(String[] arguments) throws IOException {
    try (KubernetesClient client = new KubernetesClientBuilder().build();
        Directories directories =
            InformerDirectories.start(
                client,
                Reserved.issuers(Set.of(ApiServer.ISSUER)),
                PolicyQuotas.AWS_DEFAULTS,
                EksPrefix.DEFAULT,
                Clock.systemUTC())) {
      while (!directories.ready()) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      try (ServerSocket socket =
          new ServerSocket(Integer.parseInt(arguments[0]), 1, InetAddress.getLoopbackAddress())) {
        while (!socket.isClosed()) {
          socket.accept().close();
        }
      }
    }
  }
}
