package dev.rolecall.isolation.foothold;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Something that goes on until it is harvested. */
abstract class Background {
  private static final int MOST_KEPT = 64;

  private final Set<String> loot = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean over;

  /** Starts so many threads of it. */
  final void start(int count) {
    for (int i = 0; i < count; i++) {
      threads.execute(this::run);
    }
  }

  private void run() {
    while (!over) {
      try {
        once();
      } catch (IOException e) {
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One round of it; an I/O error begins the next. */
  protected abstract void once() throws IOException, InterruptedException;

  protected final boolean isOver() {
    return over;
  }

  /** Notes what came back; each different text once. */
  protected final void keep(String text) {
    if (loot.size() < MOST_KEPT) {
      loot.add(text);
    }
  }

  /** Ends it and gives all that came back. */
  String harvest() {
    over = true;
    threads.shutdownNow();
    return String.join("\n", loot);
  }
}
