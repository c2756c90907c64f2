package dev.rolecall.cli.local;

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

  /** Waits until one of them ends by itself, and gives it; waits for ever where they are closed. */
  public ChildProgram awaitEnd() throws InterruptedException {
    CompletableFuture<Object> first;
    synchronized (this) {
      first =
          CompletableFuture.anyOf(
              running.stream().map(ChildProgram::onExit).toArray(CompletableFuture[]::new));
    }
    ChildProgram ended = (ChildProgram) first.join();
    synchronized (this) {
      while (closed) {
        wait();
      }
    }
    return ended;
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
