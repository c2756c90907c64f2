package dev.rolecall.sts.authorize.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateNamesTest {
  @TempDir Path folder;

  @Test
  void areTheAlternativeNamesAndNeverTheCommonName() throws Exception {
    X509Certificate certificate =
        certificate("dns:Store.Platform,uri:spiffe://rolecall/Store,ip:10.0.0.1,email:a@b");

    assertThat(CertificateNames.of(certificate))
        .containsExactly("dns:store.platform", "uri:spiffe://rolecall/Store");
  }

  @Test
  void namesOfTwoServicesAreOfNone() throws Exception {
    AskingServices services = new AskingServices(List.of(service("a"), service("b")));

    assertThat(services.find(certificate("dns:a"))).contains(service("a"));
    assertThat(services.find(certificate("dns:a,dns:b"))).isEmpty();
    assertThat(services.find(certificate("dns:c"))).isEmpty();
    assertThat(services.find(certificate("uri:dns:a"))).isEmpty();
  }

  private static AskingService service(String name) {
    return new AskingService(
        name, Set.of(), Set.of("dns:" + name), List.of(), Duration.ZERO, Optional.empty());
  }

  private X509Certificate certificate(String names) throws Exception {
    Path own = folder.resolve(Integer.toHexString(names.hashCode()));
    return (X509Certificate)
        TestCertificate.of(Files.createDirectory(own), names).store().getCertificate("a");
  }
}
