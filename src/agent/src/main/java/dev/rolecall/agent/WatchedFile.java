package dev.rolecall.agent;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What another process last wrote to a file that it replaces as a whole. Looks often, since a look
 * costs a worker some microseconds, and reads only where it was replaced. What cannot be understood
 * is told once and changes nothing; a file that is gone says nothing any more, and one that could
 * not be looked at for too long neither.
 */
final class WatchedFile<T> {
  private static final System.Logger LOG = System.getLogger(WatchedFile.class.getName());
  private static final long LARGEST = 16 << 20;

  private final Vertx vertx;
  private final Path file;
  private final Function<String, T> reader;
  private final Runnable changed;
  private final Duration believed;
  private Optional<T> content = Optional.empty();
  private @Nullable Stamp seen;
  private boolean looking;

  /** When the last look began that has ended, by {@link System#nanoTime()}. */
  private long lookedAt;

  /** When a look began that found another file, likewise; at first when this was made. */
  private long replacedAt = System.nanoTime();

  /** What another file in its place differs in. */
  private record Stamp(@Nullable Object key, long modified, long size) {}

  /** What a look found. */
  private record Look(@Nullable Stamp stamp, @Nullable String text) {}

  /**
   * @param reader throws an {@link IllegalArgumentException} for what it does not understand
   * @param changed is run on the event loop after each change
   * @param believed for how long after a look what it found is believed
   */
  WatchedFile(
      Vertx vertx, Path file, Function<String, T> reader, Runnable changed, Duration believed) {
    this.vertx = vertx;
    this.file = file;
    this.reader = reader;
    this.changed = changed;
    this.believed = believed;
  }

  /** Looks now, and again and again. */
  void start(Duration pause) {
    look();
    vertx.setPeriodic(pause.toMillis(), fired -> look());
  }

  Optional<T> content() {
    return isBelieved() ? content : Optional.empty();
  }

  /** For how long nobody has written anything that can be understood. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - replacedAt);
  }

  private boolean isBelieved() {
    return System.nanoTime() - lookedAt <= believed.toNanos();
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    Stamp before = seen;
    long now = System.nanoTime();
    vertx
        .executeBlocking(() -> read(before), false)
        .onSuccess(look -> take(look, now))
        .onFailure(failure -> complain(String.valueOf(failure)))
        .onComplete(done -> looking = false);
  }

  /** The file; without its text where it is the one that was seen before. */
  private Look read(@Nullable Stamp before) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      Stamp now = new Stamp(found.fileKey(), found.lastModifiedTime().toMillis(), found.size());
      if (now.equals(before) || now.size() > LARGEST) {
        return new Look(now, null);
      }
      return new Look(now, Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new Look(null, null);
    }
  }

  private void take(Look look, long began) {
    boolean wasThere = seen != null;
    boolean wasBelieved = isBelieved();
    seen = look.stamp();
    lookedAt = began;
    if (look.stamp() == null) {
      content = Optional.empty();
      if (wasThere) {
        changed.run();
      }
    } else if (look.text() != null) {
      try {
        content = Optional.of(reader.apply(look.text()));
        replacedAt = began;
        changed.run();
      } catch (IllegalArgumentException e) {
        complain(String.valueOf(e.getMessage()));
      }
    } else if (!wasBelieved) {
      changed.run();
    }
  }

  private void complain(String reason) {
    LOG.log(System.Logger.Level.WARNING, "{0} cannot be used: {1}", file, reason);
  }
}
