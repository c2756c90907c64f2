package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** The programs that this one started. They are stopped when it ends, whatever ends it. */
public final class Children implements AutoCloseable {
  private final Deque<ChildProgram> running = new ArrayDeque<>();
  private final Runnable afterwards;
  private boolean closed;

  /**
   * @param afterwards what to do when all have stopped; may be done more than once
   */
  public Children(Runnable afterwards) {
    this.afterwards = afterwards;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-children"));
  }

  /** Takes charge of a program that was just started. */
  public synchronized ChildProgram add(ChildProgram child) {
    running.push(child);
    if (closed) {
      close();
    }
    return child;
  }

  /** Waits until a program serves. */
  public void awaitReady(ChildProgram child) throws InterruptedException {
    try {
      child.awaitReady();
    } catch (Failure failure) {
      holdWhileStopping();
      throw failure;
    }
  }

  /** Waits until one of them ends by itself, and gives it. */
  public ChildProgram awaitEnd() throws InterruptedException {
    CompletableFuture<Object> first;
    synchronized (this) {
      first =
          CompletableFuture.anyOf(
              running.stream().map(ChildProgram::onExit).toArray(CompletableFuture[]::new));
    }
    ChildProgram ended = (ChildProgram) first.join();
    holdWhileStopping();
    return ended;
  }

  /**
   * Waits for ever where this program is being stopped: what then fails does so because of that and
   * is not worth a word.
   */
  public synchronized void holdWhileStopping() throws InterruptedException {
    while (closed) {
      wait();
    }
  }

  /** Stops them, the last one first. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!running.isEmpty()) {
      running.pop().close();
    }
    afterwards.run();
  }
}
