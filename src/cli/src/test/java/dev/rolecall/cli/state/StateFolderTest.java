package dev.rolecall.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.PodRef;
import dev.rolecall.session.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir private Path folder;

  @Test
  void keepsEverythingToItsOwner() throws IOException {
    StateFolder state = open();
    state.writeAgentToken(Duration.ofMinutes(1));
    state.writePodToken(
        new PodRef("acme", "reports-0", "uid"),
        "reports",
        Audience.WEB_IDENTITY,
        "token",
        Duration.ofMinutes(1));
    try (Stream<Path> files = Files.walk(state.path())) {
      assertThat(files)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void leavesNoTemporaryFilesBehind() throws IOException {
    StateFolder state = open();
    state.writeAgentToken(Duration.ofMinutes(1));
    try (Stream<Path> files = Files.list(state.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "issuer.json",
              "session-keys.json",
              "identity-token-keys.json",
              "system",
              "agent.token");
    }
  }

  @Test
  void keepsItsKeysWhenItIsOpenedAgain() throws IOException {
    List<String> before = keys(open());
    assertThat(keys(open())).isEqualTo(before);
  }

  @Test
  void makesSessionKeysThatCanBeRead() throws IOException {
    assertThat(MasterKeys.parse(keys(open()).getLast())).isNotNull();
  }

  @Test
  void refusesAFolderThatIsOpenToOthersAndLeavesItAsItIs() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> StateFolder.open(open, Clock.systemUTC()))
        .isInstanceOf(Failure.class)
        .hasMessage("the state folder is open to others");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
        .isEqualTo("rwxr-x---");
    assertThat(open).isEmptyDirectory();
  }

  @Test
  void isForOneProgramAtATime() {
    StateFolder state = open();
    StateLock lock = state.lock();
    assertThatThrownBy(open()::lock)
        .isInstanceOf(Failure.class)
        .hasMessage("the state folder is in use");
    lock.close();
    open().lock().close();
  }

  @Test
  void saysWhatToDoAboutAnIssuerKeyThatCannotBeRead() throws IOException {
    StateFolder state = open();
    Files.writeString(state.file("issuer.json"), "{}");
    assertThatThrownBy(state::issuer)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.report()).contains("issuer.json", "remove the file"));
  }

  @Test
  void isWhereTheDesktopSpecificationPutsState() {
    assertThat(StateFolder.standard(Map.of("XDG_STATE_HOME", "/state"), "/home/ann"))
        .hasToString("/state/rolecall");
    assertThat(StateFolder.standard(Map.of(), "/home/ann"))
        .hasToString("/home/ann/.local/state/rolecall");
    assertThat(StateFolder.standard(Map.of("XDG_STATE_HOME", "relative"), "/home/ann"))
        .hasToString("/home/ann/.local/state/rolecall");
  }

  private StateFolder open() {
    return StateFolder.open(folder.resolve("state"), Clock.systemUTC());
  }

  private static List<String> keys(StateFolder state) throws IOException {
    return List.of(
        Files.readString(state.file("issuer.json")),
        Files.readString(state.file("session-keys.json")));
  }
}
