package dev.rolecall.observe.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLevelsTest {
  private static final Logger OWN = Logger.getLogger("dev.rolecall.observe.sample");
  private static final Logger LIBRARY = Logger.getLogger("io.sample.client");

  @TempDir Path folder;
  private Path file;
  private LogLevels levels;

  @BeforeEach
  void start() {
    file = folder.resolve("levels");
    levels = new LogLevels(file);
  }

  @AfterEach
  void restore() throws IOException {
    say("");
  }

  @Test
  void areThoseOfTheFileAndChangeWithIt() throws IOException {
    say("# for a while\n\ndev.rolecall.observe.sample = DEBUG\n");
    assertThat(OWN.isLoggable(Level.FINE)).isTrue();

    say("dev.rolecall.observe.sample=ERROR");
    assertThat(OWN.isLoggable(Level.WARNING)).isFalse();
    assertThat(OWN.isLoggable(Level.SEVERE)).isTrue();
  }

  @Test
  void areAsBeforeWhereTheFileNamesALoggerNoMore() throws IOException {
    Level before = Logger.getLogger("").getLevel();
    say("root=ERROR\ndev.rolecall.observe.sample=DEBUG");
    assertThat(LIBRARY.isLoggable(Level.WARNING)).isFalse();

    Files.delete(file);
    levels.look();

    assertThat(OWN.getLevel()).isNull();
    assertThat(Logger.getLogger("").getLevel()).isEqualTo(before);
  }

  @Test
  void ofLibrariesNeverReachWhatMayHoldSecrets() throws IOException {
    say("io.sample.client=DEBUG\nroot=DEBUG\ndev.rolecallx=DEBUG\n=DEBUG");

    assertThat(LIBRARY.isLoggable(Level.FINE)).isFalse();
    assertThat(Logger.getLogger("dev.rolecallx").isLoggable(Level.FINE)).isFalse();
    assertThat(Logger.getLogger("").isLoggable(Level.FINE)).isFalse();

    say("io.sample.client=WARN");
    assertThat(LIBRARY.isLoggable(Level.INFO)).isFalse();
  }

  @Test
  void takeWhatTheyCanOfAFileThatIsPartlyWrong() throws IOException {
    say("what is this\ndev.rolecall.observe.sample=LOUD\ndev.rolecall.observe.sample=WARN");

    assertThat(OWN.isLoggable(Level.INFO)).isFalse();
  }

  private void say(String text) throws IOException {
    Files.writeString(file, text);
    levels.look();
  }
}
