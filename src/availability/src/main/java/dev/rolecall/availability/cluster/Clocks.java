package dev.rolecall.availability.cluster;

import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Clocks of single programs that can be stepped while they run, where there is a C compiler. */
public final class Clocks {
  private static final String SOURCE = "clock.c";

  private final Path folder;
  private final Optional<Path> library;

  /**
   * @param use whether programs are to have such clocks
   */
  Clocks(Path folder, Use use) throws IOException {
    this.folder = folder;
    this.library = use == Use.STEPPED ? Optional.of(compiled(folder)) : Optional.empty();
  }

  /** What clocks programs have. */
  public enum Use {
    /** The machine's. */
    REAL,
    /** Their own. */
    STEPPED
  }

  /** Whether clocks can be stepped here. */
  public static boolean canStep() {
    return Shell.succeeds(List.of("cc", "--version"));
  }

  private static Path compiled(Path folder) throws IOException {
    Path source = folder.resolve(SOURCE);
    try (InputStream in = Objects.requireNonNull(Clocks.class.getResourceAsStream(SOURCE))) {
      Files.copy(in, source);
    }
    Path library = folder.resolve("clock.so");
    Shell.run(
        List.of(
            "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"));
    return library;
  }

  /** What a program is started with so that its clock can be stepped. */
  Map<String, String> environment(String program) {
    if (library.isEmpty()) {
      return Map.of();
    }
    step(program, Duration.ZERO);
    return Map.of(
        "LD_PRELOAD", library.get().toString(), "STEPPED_CLOCK", file(program).toString());
  }

  /** Sets a program's clock so far from the machine's. */
  public void step(String program, Duration offset) {
    ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    seconds.putLong(offset.toSeconds()).flip();
    // In place: the program has the file in its memory.
    try (FileChannel file =
        FileChannel.open(file(program), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(seconds, 0);
    } catch (IOException e) {
      throw new RigException("the clock of " + program + ": " + e.getMessage());
    }
  }

  private Path file(String program) {
    return folder.resolve(program + ".clock");
  }
}
