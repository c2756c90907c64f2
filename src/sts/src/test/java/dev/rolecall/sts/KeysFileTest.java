package dev.rolecall.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.session.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFileTest {
  @TempDir Path folder;

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");

  @Test
  void takesWhatAChangedFileSaysAndKeepsItWhileTheFileIsBroken() throws Exception {
    Path file = folder.resolve("keys.json");
    String first = MasterKeys.withNewKey("", clock);
    Files.writeString(file, first);
    KeysFile<MasterKeys> keys =
        KeysFile.load(file, "rolecall.session-keys.file", MasterKeys::parse);
    MasterKeys before = keys.get();

    keys.refresh();
    assertThat(keys.get()).isSameAs(before);

    Files.writeString(file, MasterKeys.withNewKey(first, clock));
    keys.refresh();
    MasterKeys after = keys.get();
    assertThat(after).isNotSameAs(before);

    Files.writeString(file, "{");
    keys.refresh();
    assertThat(keys.get()).isSameAs(after);
    Files.delete(file);
    keys.refresh();
    assertThat(keys.get()).isSameAs(after);
  }

  /** It is looked at every second, and to read private keys costs as much as many calls. */
  @Test
  void readsTheSameKeysOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("keys.json"), "one");
    AtomicInteger readings = new AtomicInteger();
    KeysFile<Integer> keys =
        KeysFile.load(file, "the.property", text -> readings.incrementAndGet());
    keys.refresh();
    keys.refresh();
    assertThat(readings).hasValue(1);

    Files.writeString(file, "two");
    keys.refresh();
    assertThat(keys.get()).isEqualTo(2);
  }

  @Test
  void refusesToStartWithoutKeys() {
    assertThatThrownBy(
            () -> KeysFile.load(folder.resolve("none"), "the.property", MasterKeys::parse))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("the.property: the file ");
  }
}
