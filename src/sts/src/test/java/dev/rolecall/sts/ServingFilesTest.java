package dev.rolecall.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a certificate's and a key's file while somebody renews them. */
class ServingFilesTest {
  @TempDir private static Path store;

  private static Vertx vertx;
  private static TestCertificate old;
  private static TestCertificate renewed;

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeAll
  static void make() throws Exception {
    vertx = Vertx.vertx();
    old = TestCertificate.forLocalhost(Files.createDirectory(store.resolve("old")));
    renewed = TestCertificate.forLocalhost(Files.createDirectory(store.resolve("renewed")));
  }

  @AfterAll
  static void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void write() throws IOException {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    write(old.certificatePem(), old.keyPem());
  }

  private void write(String certificatePem, String keyPem) throws IOException {
    Files.writeString(certificate, certificatePem);
    Files.writeString(key, keyPem);
  }

  private boolean belongsTogether() throws IOException {
    return ServingFiles.read(certificate, key, List.of()).belongsTogether(vertx);
  }

  @Test
  void belongsTogetherBeforeAndAfterARenewal() throws IOException {
    assertThat(belongsTogether()).isTrue();
    write(renewed.certificatePem(), renewed.keyPem());
    assertThat(belongsTogether()).isTrue();
  }

  @Test
  void doesNotBelongTogetherInTheMiddleOfOne() throws IOException {
    write(old.certificatePem(), renewed.keyPem());
    assertThat(belongsTogether()).isFalse();
    write(renewed.certificatePem(), old.keyPem());
    assertThat(belongsTogether()).isFalse();
  }

  @Test
  void doesNotBelongTogetherWhereAFileIsHalfWritten() throws IOException {
    write(old.certificatePem(), old.keyPem().substring(0, 60));
    assertThat(belongsTogether()).isFalse();
    write("", old.keyPem());
    assertThat(belongsTogether()).isFalse();
  }

  @Test
  void isAnotherWhereEitherFileIs() throws IOException {
    ServingFiles before = ServingFiles.read(certificate, key, List.of());
    assertThat(ServingFiles.read(certificate, key, List.of()).isSameAs(before)).isTrue();
    Files.writeString(key, renewed.keyPem());
    assertThat(ServingFiles.read(certificate, key, List.of()).isSameAs(before)).isFalse();
  }

  @Test
  void printsNothingOfTheKey() throws IOException {
    assertThat(ServingFiles.read(certificate, key, List.of()).toString()).doesNotContain("PRIVATE");
  }
}
