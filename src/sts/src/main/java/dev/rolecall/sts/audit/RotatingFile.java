package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is put aside when it is full: {@code audit.json}, then {@code audit.json.1} and on,
 * the oldest with the largest number. What is half written when a write fails is cut off again.
 */
public final class RotatingFile implements AuditOutput {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_AND_GROUP =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
  private static final Set<StandardOpenOption> AT_END =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path file;
  private final Limits limits;
  private final Durability durability;
  private FileChannel channel;
  private long size;

  private RotatingFile(Path file, Limits limits, Durability durability) throws IOException {
    this.file = file;
    this.limits = limits;
    this.durability = durability;
    this.channel = FileChannel.open(file, AT_END, OWNER_AND_GROUP);
    this.size = channel.size();
    endTornLine();
  }

  /**
   * How much is kept.
   *
   * @param bytes of one file, more than which it has only if one batch has
   * @param files besides the one that is written to
   */
  public record Limits(long bytes, int files) {
    public Limits {
      if (bytes < 1 || files < 1) {
        throw new IllegalArgumentException("at least one byte and one file are kept");
      }
    }
  }

  /** How much of what is written outlives what. */
  public enum Durability {
    /** The process: the operating system has it. */
    PROCESS,
    /** The machine: each batch is on the disk before the next. */
    MACHINE
  }

  /** Appends to the file, and makes it where there is none. */
  public static RotatingFile open(Path file, Limits limits, Durability durability)
      throws IOException {
    return new RotatingFile(file, limits, durability);
  }

  /** A process that was killed may have left half a line. */
  private void endTornLine() throws IOException {
    if (size > 0 && lastByte() != '\n') {
      append(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  private byte lastByte() throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    if (channel.read(last, size - 1) != 1) {
      throw new IOException("the end of " + file + " cannot be read");
    }
    return last.get(0);
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    if (size > 0 && size + lines.remaining() > limits.bytes()) {
      rotate();
    }
    append(lines);
    if (durability == Durability.MACHINE) {
      channel.force(false);
    }
  }

  private void append(ByteBuffer left) throws IOException {
    long position = size;
    try {
      while (left.hasRemaining()) {
        position += channel.write(left, position);
      }
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
    size = position;
  }

  /**
   * Moves each file up as far as the first number that is free, so that whoever tries again after a
   * failure moves nothing that was moved: else each try would push the oldest file out.
   */
  private void rotate() throws IOException {
    channel.close();
    if (Files.exists(file)) {
      for (int i = firstFree(); i > 1; i--) {
        move(numbered(i - 1), numbered(i));
      }
      move(file, numbered(1));
    }
    channel = FileChannel.open(file, AT_END, OWNER_AND_GROUP);
    size = 0;
  }

  /** The last one where none is: it is replaced. */
  private int firstFree() {
    int number = 1;
    while (number < limits.files() && Files.exists(numbered(number))) {
      number++;
    }
    return number;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
