package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Waiting.on(vertx.close());
  }

  @Test
  void believesWhatItSawALittleWhileAgo() throws Exception {
    assertThat(seen(Duration.ofHours(1))).contains("told");
  }

  @Test
  void believesNothingThatItSawTooLongAgo() throws Exception {
    assertThat(seen(Duration.ZERO)).isEmpty();
  }

  private Optional<String> seen(Duration believed) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "told");
    CountDownLatch changed = new CountDownLatch(1);
    WatchedFile<String> watched =
        new WatchedFile<>(vertx, file, text -> text, changed::countDown, believed);
    watched.start(Duration.ofHours(1));
    assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
    return watched.content();
  }
}
