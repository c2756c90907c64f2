package dev.rolecall.image.train;

import dev.rolecall.image.layer.Layer;
import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.program.StagedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs of a program with the very runtime and class path of its image.
 *
 * @param java the runtime's launcher
 * @param folder for logs and what is played
 */
public record Training(Path java, Path folder, Clock clock) {
  /** Time for what programs do after they are ready: leading, watching, telling. */
  private static final long AFTERWARDS_MILLIS = 1500;

  /** Makes the cache of the program's classes, of those that a start and a first request load. */
  public void train(StagedProgram program) throws IOException, InterruptedException {
    List<String> command = program.command(java, "-XX:AOTCacheOutput=" + program.cache());
    try (Surroundings around = surroundings(program);
        Run run = Run.start(command, around.of(program.program()), log(program, "train"))) {
      run.awaitReady();
      TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
      run.end();
      if (Files.notExists(program.cache())) {
        throw new ReleaseException(
            "Java made no cache of the classes of " + program.program().word() + ":\n" + run.tail(),
            "Name another JDK 25 or later: ROLECALL_JAVA_HOME=/path/to/jdk");
      }
    }
    Files.setLastModifiedTime(program.cache(), FileTime.from(Layer.TIME));
  }

  /**
   * How long the program takes until it serves: with its cache, which must be taken, and without.
   *
   * @param runs whose median counts
   */
  public StartTimes measure(StagedProgram program, int runs)
      throws IOException, InterruptedException {
    return new StartTimes(
        median(program, "-XX:AOTCache=" + program.cache(), runs),
        median(program, "-XX:AOTMode=off", runs));
  }

  private long median(StagedProgram program, String flag, int runs)
      throws IOException, InterruptedException {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      times.add(start(program, flag));
    }
    times.sort(null);
    return times.get(times.size() / 2);
  }

  private long start(StagedProgram program, String flag) throws IOException, InterruptedException {
    List<String> command = program.command(java, flag);
    try (Surroundings around = surroundings(program);
        Run run = Run.start(command, around.of(program.program()), log(program, "start"))) {
      return run.awaitReady();
    }
  }

  private Surroundings surroundings(StagedProgram program)
      throws IOException, InterruptedException {
    return Surroundings.set(
        Files.createTempDirectory(Files.createDirectories(folder), program.program().word()),
        clock);
  }

  private Path log(StagedProgram program, String what) {
    return folder.resolve(program.program().word() + "-" + what + ".log");
  }
}
