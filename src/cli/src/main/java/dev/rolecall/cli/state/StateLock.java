package dev.rolecall.cli.state;

import dev.rolecall.cli.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state folder that one program runs on. Where that program dies, the lock is free again. */
public final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or fails at once where another program has it. */
  static StateLock of(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.FILE);
      if (lockOf(channel) == null) {
        channel.close();
        throw new Failure(
            "the state folder is in use",
            String.valueOf(file.getParent()),
            "another 'rolecall up' runs on it, and both would write the same logs and tokens",
            "stop the other one, or choose another folder with --state");
      }
      return new StateLock(channel);
    } catch (IOException e) {
      throw Failure.of("cannot lock the state folder", file.toString(), e, PrivateFiles.CHOOSE);
    }
  }

  private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Lets others have it. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
