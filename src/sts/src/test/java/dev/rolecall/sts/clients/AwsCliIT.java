package dev.rolecall.sts.clients;

import dev.rolecall.sts.StsProcess;
import dev.rolecall.sts.TestCertificate;
import dev.rolecall.sts.embedded.EmbeddedSts;
import dev.rolecall.testkit.ClientPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reaches sts by AWS's own name over TLS: older versions take no other endpoint for the chain. */
class AwsCliIT extends ClientConformance {
  private static final String NAME = "dns:sts.eu-west-1.amazonaws.com";

  private int port;

  @Override
  void requireClient() throws Exception {
    ClientPrograms.cli();
  }

  @Override
  String[] properties(Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.of(folder, NAME);
    Files.writeString(folder.resolve("tls.crt"), certificate.certificatePem());
    Files.writeString(folder.resolve("tls.key"), certificate.keyPem());
    port = StsProcess.freePort();
    return new String[] {
      "quarkus.http.ssl-port=" + port,
      "quarkus.http.tls-configuration-name=sts",
      "quarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("tls.crt"),
      "quarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("tls.key")
    };
  }

  @Override
  Client client(EmbeddedSts sts, Path folder, Map<String, String> environment) throws Exception {
    Tunnel tunnel = new Tunnel(port);
    Map<String, String> more = new HashMap<>(environment);
    more.put("HTTPS_PROXY", tunnel.uri());
    more.put("AWS_CA_BUNDLE", folder.resolve("tls.crt").toString());
    return new CliClient(
        ClientPrograms.cli(), Path.of(String.valueOf(environment.get("HOME"))), more, tunnel);
  }

  @Override
  String modelled(String shape) {
    return other();
  }

  @Override
  String other() {
    return "exit code 254";
  }
}
