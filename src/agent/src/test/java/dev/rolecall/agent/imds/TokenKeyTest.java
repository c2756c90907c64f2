package dev.rolecall.agent.imds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void isTheSameAfterARestart() throws IOException {
    Path file = folder.resolve("server/imds.key");
    TokenKey first = TokenKey.keptIn(file, RANDOM);

    assertThat(TokenKey.keptIn(file, RANDOM).bytes()).isEqualTo(first.bytes()).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rwx------", "r--------"})
  void isMadeAnewWhereOthersMayHaveReadIt(String permissions) throws IOException {
    Path file = folder.resolve("imds.key");
    byte[] known = new byte[32];
    Files.write(file, known);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(TokenKey.keptIn(file, RANDOM).bytes()).isNotEqualTo(known);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(known);
  }

  @Test
  void isMadeAnewWhereItHasAnotherLength() throws IOException {
    Path file = folder.resolve("imds.key");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThat(TokenKey.keptIn(file, RANDOM).bytes()).hasSize(32);
    assertThat(Files.size(file)).isEqualTo(32);
  }

  @Test
  void followsNoLink() throws IOException {
    Path target = folder.resolve("known");
    TokenKey known = TokenKey.keptIn(target, RANDOM);
    Path file = Files.createSymbolicLink(folder.resolve("imds.key"), target);

    TokenKey kept = TokenKey.keptIn(file, RANDOM);

    assertThat(kept.bytes()).isNotEqualTo(known.bytes());
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(Files.readAllBytes(target)).isEqualTo(known.bytes());
  }

  @Test
  void isInMemoryWhereItCannotBeKept() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("imds.key");

    assertThat(TokenKey.keptIn(file, RANDOM).bytes())
        .hasSize(32)
        .isNotEqualTo(TokenKey.keptIn(file, RANDOM).bytes());
  }

  @Test
  void printsNothing() {
    assertThat(TokenKey.fresh(RANDOM)).hasToString("[key of IMDS tokens]");
  }
}
