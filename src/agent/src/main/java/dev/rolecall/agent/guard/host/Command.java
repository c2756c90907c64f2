package dev.rolecall.agent.guard.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs a program and waits for it. */
final class Command {
  private static final long SECONDS = 15;
  private static final int MOST_BYTES = 32 << 20;
  private static final int MOST_OF_MESSAGE = 2000;

  private Command() {}

  /**
   * @param status its exit status
   * @param output what it wrote to standard output
   * @param errors likewise to standard error, a bit of it
   */
  record Outcome(int status, String output, String errors) {}

  /** What it wrote to standard output; it must end with 0. */
  static String run(String input, List<String> command) throws CommandException {
    Outcome outcome = outcome(input, command);
    if (outcome.status() != 0) {
      throw new CommandException(
          "%s ended with %d: %s"
              .formatted(String.join(" ", command), outcome.status(), outcome.errors().strip()));
    }
    return outcome.output();
  }

  /**
   * @param input what it reads
   * @throws CommandException where it cannot be started, takes too long or says too much
   */
  static Outcome outcome(String input, List<String> command) throws CommandException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CommandException("cannot run " + command.getFirst() + ": " + e.getMessage());
    }
    CompletableFuture<String> output = reading(process.getInputStream());
    CompletableFuture<String> errors = reading(process.getErrorStream());
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it read everything; why is on standard error.
    }
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new CommandException(command.getFirst() + " took longer than " + SECONDS + " s");
      }
      String said = errors.get();
      return new Outcome(
          process.exitValue(),
          output.get(),
          said.substring(0, Math.min(said.length(), MOST_OF_MESSAGE)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(command.getFirst() + " was interrupted");
    } catch (ExecutionException e) {
      throw new CommandException(command.getFirst() + ": " + e.getCause());
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> reading(InputStream from) {
    CompletableFuture<String> read = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (from) {
            byte[] bytes = from.readNBytes(MOST_BYTES);
            if (from.read() >= 0) {
              throw new IOException("it says more than " + MOST_BYTES + " bytes");
            }
            read.complete(new String(bytes, StandardCharsets.UTF_8));
          } catch (IOException e) {
            read.completeExceptionally(e);
          }
        });
    return read;
  }
}
