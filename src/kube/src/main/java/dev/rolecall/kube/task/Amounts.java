package dev.rolecall.kube.task;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks amounts of CPU and memory. */
final class Amounts {
  private static final long LEAST_BYTES = 4L << 20;

  private final List<TaskProblem> problems;

  Amounts(List<TaskProblem> problems) {
    this.problems = problems;
  }

  /**
   * @param least of units: a smaller number was hardly meant as units
   */
  void cpu(String pointer, @Nullable String text, int least) {
    if (text == null) {
      return;
    }
    boolean units = text.chars().allMatch(Character::isDigit);
    if (Cpu.parse(text).filter(cpu -> cpu.millis() > 0).isEmpty()
        || (units && Long.parseLong(text) < least)) {
      problems.add(
          new TaskProblem(
              pointer,
              "'%s' is less than %d CPU units, of which one vCPU has 1024: write '%s vCPU' where CPUs are meant"
                  .formatted(text, least, text)));
    }
  }

  void memory(String pointer, @Nullable String text) {
    if (text != null
        && Memory.parse(text).filter(memory -> memory.bytes() >= LEAST_BYTES).isEmpty()) {
      problems.add(
          new TaskProblem(
              pointer,
              "'%s' is less than 4 MiB, which no container starts with: write '%s GB' where GB are meant"
                  .formatted(text, text)));
    }
  }

  static long millis(@Nullable String text) {
    return Optional.ofNullable(text).flatMap(Cpu::parse).map(Cpu::millis).orElse(0L);
  }

  static long bytes(@Nullable String text) {
    return Optional.ofNullable(text).flatMap(Memory::parse).map(Memory::bytes).orElse(0L);
  }
}
