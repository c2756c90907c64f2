package dev.rolecall.availability.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clocks of single programs that can be stepped while they run, by libfaketime where it is there. */
public final class Clocks {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private final Path folder;
  private final Optional<Path> library;

  /**
   * @param use whether programs are to have such clocks
   */
  Clocks(Path folder, Use use) {
    this.folder = folder;
    this.library = use == Use.STEPPED ? library() : Optional.empty();
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
    return library().isPresent();
  }

  private static Optional<Path> library() {
    return LIBRARIES.stream().filter(Files::exists).findFirst();
  }

  /** What a program is started with so that its clock can be stepped; timers are left alone. */
  Map<String, String> environment(String program) {
    if (library.isEmpty()) {
      return Map.of();
    }
    step(program, Duration.ZERO);
    return Map.of(
        "LD_PRELOAD",
        library.get().toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file(program).toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /** Sets a program's clock so far from the machine's. */
  public void step(String program, Duration offset) {
    Volumes.replace(file(program), "%+ds".formatted(offset.toSeconds()));
  }

  private Path file(String program) {
    return folder.resolve(program + ".clock");
  }
}
