package dev.rolecall.availability.cluster;

import dev.rolecall.availability.cluster.Container.Probes;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.program.Program;
import dev.rolecall.isolation.program.Unprivileged;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rolecall's programs with the settings that the chart gives them. */
final class Programs {
  /** Of the Service of sts. */
  static final String STS_ADDRESS = "10.96.0.10";

  static final int STS_SERVICE_PORT = 443;
  static final String TLS_SECRET = "rolecall-sts-tls";
  static final String LEASE = "rolecall-operator";
  static final String KEYS_SECRET = "rolecall-session-keys";

  private static final String OPERATOR = "operator/target/quarkus-app/quarkus-run.jar";
  private static final int STS_PORT = 18440;
  private static final int STS_HEALTH = 19440;
  private static final int OPERATOR_PORT = 18460;
  private static final int OPERATOR_HEALTH = 19460;
  private static final int AGENT_HEALTH = 8494;

  private final Places places;
  private final Kubernetes kubernetes;
  private final Volumes volumes;
  private final Clocks clocks;

  Programs(Places places, Kubernetes kubernetes, Volumes volumes, Clocks clocks) {
    this.places = places;
    this.kubernetes = kubernetes;
    this.volumes = volumes;
    this.clocks = clocks;
  }

  static Path operatorJar(Path home) {
    return home.resolve(OPERATOR);
  }

  static int portOfSts(int number) {
    return STS_PORT + number;
  }

  Container operator(int number) {
    String name = "operator-" + number;
    List<String> command =
        places.quarkus(
            operatorJar(places.home()),
            List.of(
                "quarkus.management.host=127.0.0.1",
                "quarkus.management.port=" + (OPERATOR_HEALTH + number),
                "rolecall.webhook.port=" + (OPERATOR_PORT + number),
                "rolecall.webhook.agent-image=rolecall-agent:1",
                "rolecall.tls.sts-names=" + STS_ADDRESS));
    Map<String, String> environment =
        Map.of("KUBECONFIG", kubernetes.kubeConfig().toString(), "POD_NAME", pod(name));
    return container(name, command, environment, quarkus(OPERATOR_HEALTH + number));
  }

  /** The name of an operator's pod, under which it leads. */
  static String pod(String operator) {
    return "rolecall-" + operator;
  }

  /**
   * A replica of sts.
   *
   * @param audit the folder of its audit file
   */
  Container sts(int number, Path audit) {
    String name = "sts-" + number;
    Path tls = volumes.of(TLS_SECRET);
    List<String> command =
        places.sts(
            List.of(
                "quarkus.profile=kubernetes",
                "quarkus.http.host=127.0.0.1",
                "quarkus.http.ssl-port=" + portOfSts(number),
                "quarkus.management.host=127.0.0.1",
                "quarkus.management.port=" + (STS_HEALTH + number),
                "quarkus.tls.sts.key-store.pem.0.cert=" + tls.resolve("tls.crt"),
                "quarkus.tls.sts.key-store.pem.0.key=" + tls.resolve("tls.key"),
                "rolecall.session-keys.file=" + volumes.of(KEYS_SECRET).resolve("keys.json"),
                "rolecall.audit.file=" + audit.resolve("audit.json"),
                "rolecall.audit.file-size=100000",
                "rolecall.audit.files=2"));
    Map<String, String> environment = new HashMap<>(clocks.environment(name));
    environment.put("KUBECONFIG", kubernetes.kubeConfig().toString());
    return container(name, command, environment, quarkus(STS_HEALTH + number));
  }

  private static Optional<Probes> quarkus(int port) {
    String health = "http://127.0.0.1:" + port + "/q/health/";
    return Optional.of(new Probes(URI.create(health + "ready"), URI.create(health + "live")));
  }

  Container guard(Path cni) {
    Map<String, String> environment =
        Map.of(
            "ROLECALL_RUN_DIR",
            run().toString(),
            "ROLECALL_CNI_RESULTS",
            cni.toString(),
            "ROLECALL_NODE_IMDS_UIDS",
            "0");
    return container("guard", places.agent(List.of("guard", "run")), environment, Optional.empty());
  }

  /**
   * The agent's server.
   *
   * @param token its own
   */
  Container agent(Path token, String authority) {
    Map<String, String> environment = new HashMap<>(clocks.environment("agent"));
    environment.putAll(
        Map.of(
            "ROLECALL_MODE",
            "node",
            "ROLECALL_RUN_DIR",
            run().toString(),
            "ROLECALL_STS_URL",
            "https://" + STS_ADDRESS,
            "ROLECALL_AGENT_TOKEN_FILE",
            token.toString(),
            "ROLECALL_CLUSTER_NAME",
            Tenants.CLUSTER,
            "ROLECALL_STS_CA",
            authority));
    String health = "http://127.0.0.1:" + AGENT_HEALTH;
    return container(
        "agent",
        Unprivileged.command(places.agent(List.of())),
        environment,
        Optional.of(new Probes(URI.create(health + "/readyz"), URI.create(health + "/healthz"))));
  }

  /** The folder that guard and agent share. */
  Path run() {
    return places.work().resolve("run");
  }

  private Container container(
      String name, List<String> command, Map<String, String> environment, Optional<Probes> probes) {
    return new Container(
        name, () -> Program.start(name, command, environment, places.log(name)), probes);
  }
}
