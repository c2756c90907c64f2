package dev.rolecall.operator;

import dev.rolecall.testkit.FreePort;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Two replicas behind one address; whoever ends is started again where the test asks for it. */
final class Replicas implements AutoCloseable {
  private static final int COUNT = 2;
  private static final String LEASE = "rolecall-operator";

  private final InstalledChart chart;
  private final List<Integer> ports;
  private final ServiceAddress address;
  private final List<RunningOperator> running = new ArrayList<>();

  private Replicas(InstalledChart chart, List<Integer> ports, ServiceAddress address) {
    this.chart = chart;
    this.ports = ports;
    this.address = address;
  }

  /** Starts both and returns once both serve. */
  static Replicas start(InstalledChart chart) throws Exception {
    List<Integer> ports = List.of(FreePort.find(), FreePort.find());
    Replicas replicas = new Replicas(chart, ports, ServiceAddress.start(chart.webhooks(), ports));
    for (int i = 0; i < COUNT; i++) {
      replicas.running.add(replicas.start(i));
    }
    replicas.awaitServing();
    chart.awaitTrusted();
    return replicas;
  }

  private RunningOperator start(int number) throws IOException {
    return chart.replica("operator-" + number, ports.get(number));
  }

  List<RunningOperator> all() {
    return running;
  }

  /** The one that leads; it must be there. */
  RunningOperator leader() {
    Lease lease =
        chart.client().leases().inNamespace(InstalledChart.SYSTEM).withName(LEASE).require();
    String holder = lease.getSpec().getHolderIdentity();
    return running.get(Integer.parseInt(holder.substring(holder.lastIndexOf('-') + 1)));
  }

  /** The lease as a leader leaves it whose clock was so far ahead. */
  void setLeaseAhead(Duration ahead) {
    chart
        .client()
        .leases()
        .inNamespace(InstalledChart.SYSTEM)
        .withName(LEASE)
        .edit(lease ->
            new LeaseBuilder(lease)
                .editSpec()
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plus(ahead))
                .endSpec()
                .build());
  }

  /** Starts those again that have ended, as a kubelet does, and returns once all serve. */
  void revive() throws Exception {
    for (int i = 0; i < COUNT; i++) {
      if (!running.get(i).lives()) {
        running.set(i, start(i));
      }
    }
    awaitServing();
  }

  private void awaitServing() throws Exception {
    for (RunningOperator replica : running) {
      replica.awaitServing();
    }
  }

  @Override
  public void close() throws IOException {
    address.close();
  }
}
