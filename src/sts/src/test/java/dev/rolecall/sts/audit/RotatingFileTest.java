package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sts.audit.RotatingFile.Durability;
import dev.rolecall.sts.audit.RotatingFile.Limits;
import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotatingFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void putsFullFilesAsideAndKeepsSoMany(Durability durability) throws Exception {
    try (RotatingFile out = RotatingFile.open(file(), new Limits(10, 2), durability)) {
      for (String line :
          new String[] {"one\n", "two\n", "three\n", "four\n", "five\n", "seven\n"}) {
        out.write(bytes(line));
      }
    }

    assertThat(file()).hasContent("seven\n");
    assertThat(folder.resolve("audit.json.1")).hasContent("four\nfive\n");
    assertThat(folder.resolve("audit.json.2")).hasContent("three\n");
    assertThat(folder.resolve("audit.json.3")).doesNotExist();
  }

  @Test
  void goesOnWithTheFileThatIsThere() throws Exception {
    Files.writeString(file(), "before\n");
    write("after\n");

    assertThat(file()).hasContent("before\nafter\n");
  }

  @Test
  void endsTheLineThatAKilledProcessLeft() throws Exception {
    Files.writeString(file(), "{\"half");
    write("{}\n");

    assertThat(file()).hasContent("{\"half\n{}\n");
  }

  @Test
  void isNotForEverybodyToRead() throws Exception {
    write("x\n");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .endsWith("---");
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new Limits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A disk of 64 KiB; mounting takes root. */
  @Test
  void cutsHalfALineOffAFullDiskAndGoesOnOnceThereIsRoom() throws Exception {
    Requirement.whereThereIs(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()),
        "mounting a small disk takes root");
    try (RotatingFile out = RotatingFile.open(file(), new Limits(1 << 20, 1), Durability.PROCESS)) {
      Path ballast = Files.write(folder.resolve("ballast"), new byte[40 * 1024]);
      out.write(bytes("first\n"));
      String large = "x".repeat(40 * 1024) + "\n";
      assertThatThrownBy(() -> out.write(bytes(large))).isInstanceOf(IOException.class);
      assertThat(file()).hasContent("first\n");

      Files.delete(ballast);
      out.write(bytes(large));
      assertThat(Files.readString(file())).isEqualTo("first\n" + large);
    } finally {
      run("umount", "-l", folder.toString());
    }
  }

  /** No room for one more file, as a process without file descriptors: the history must live. */
  @Test
  void losesNothingWhileTheNextFileCannotBeMade() throws Exception {
    Requirement.whereThereIs(
        run("mount", "-t", "tmpfs", "-o", "nr_inodes=4", "tmpfs", folder.toString()),
        "mounting a small disk takes root");
    try (RotatingFile out = RotatingFile.open(file(), new Limits(5, 3), Durability.PROCESS)) {
      out.write(bytes("one\n"));
      out.write(bytes("two\n"));
      Path ballast = Files.createFile(folder.resolve("ballast"));
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> out.write(bytes("three\n"))).isInstanceOf(IOException.class);
      }

      Files.delete(ballast);
      out.write(bytes("three\n"));
      assertThat(file()).hasContent("three\n");
      assertThat(folder.resolve("audit.json.1")).hasContent("two\n");
      assertThat(folder.resolve("audit.json.2")).hasContent("one\n");
    } finally {
      run("umount", "-l", folder.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  private Path file() {
    return folder.resolve("audit.json");
  }

  private void write(String text) throws IOException {
    try (RotatingFile out = RotatingFile.open(file(), new Limits(1000, 1), Durability.PROCESS)) {
      out.write(bytes(text));
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
