package dev.rolecall.agent.credentials;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Asks another source for a few things at a time; the rest waits in the order in which it came. So
 * sts hears no storm from a node whose pods all ask at once, and no pod passes another: {@link
 * CredentialCache} asks once for each pod and way, whoever asks it, and bounds how many wait.
 */
public final class QueuedSource implements CredentialSource {
  /** Connections of the agent to sts: with more under way, calls would wait there, unseen. */
  public static final int AT_A_TIME = 16;

  private final CredentialSource source;
  private final Supplier<Executor> here;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * @param home where it was asked for: what is asked for one pod is not part of another's trace
   */
  private record Waiting(
      CredentialRequest request, CompletableFuture<CredentialAnswer> answer, Executor home) {}

  /**
   * @param here what the request is part of that is handled just now; runs at once what is asked of
   *     it while it still is, and on the same event loop later
   */
  public QueuedSource(CredentialSource source, Supplier<Executor> here) {
    this.source = source;
    this.here = here;
  }

  @Override
  public CompletableFuture<CredentialAnswer> fetch(CredentialRequest request) {
    Waiting next = new Waiting(request, new CompletableFuture<>(), here.get());
    waiting.add(next);
    begin();
    return next.answer();
  }

  private void begin() {
    while (underWay < AT_A_TIME && !waiting.isEmpty()) {
      Waiting next = waiting.remove();
      underWay++;
      next.home()
          .execute(() -> source.fetch(next.request()).thenAccept(answer -> end(next, answer)));
    }
  }

  private void end(Waiting served, CredentialAnswer answer) {
    underWay--;
    begin();
    served.answer().complete(answer);
  }
}
