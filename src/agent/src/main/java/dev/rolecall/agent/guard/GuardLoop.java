package dev.rolecall.agent.guard;

import dev.rolecall.agent.guard.host.TableWatch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks at once when a network plugin made or ended something or somebody removed the guard's
 * tables, and every two seconds.
 */
final class GuardLoop {
  private static final System.Logger LOG = System.getLogger(GuardLoop.class.getName());
  private static final long BETWEEN_MILLIS = 2000;

  private final Reconciler reconciler;
  private final List<Path> folders;
  private final Map<Path, WatchKey> watched = new ConcurrentHashMap<>();
  private final Semaphore events = new Semaphore(0);
  private String problem = "";

  GuardLoop(Reconciler reconciler, List<Path> folders) {
    this.reconciler = reconciler;
    this.folders = folders;
  }

  /** Goes on until the process ends. The rules stay. */
  void run() throws IOException, InterruptedException {
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      Thread.ofPlatform().daemon().name("folders").start(() -> hear(changes));
      TableWatch.start(events::release);
      while (true) {
        watch(changes);
        look();
        if (events.tryAcquire(BETWEEN_MILLIS, TimeUnit.MILLISECONDS)) {
          events.drainPermits();
        }
      }
    }
  }

  private void hear(WatchService changes) {
    try {
      while (true) {
        WatchKey changed = changes.take();
        changed.pollEvents();
        if (!changed.reset()) {
          watched.values().remove(changed);
        }
        events.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      // The loop has ended.
    }
  }

  private void look() throws InterruptedException {
    try {
      reconciler.look();
      if (!problem.isEmpty()) {
        LOG.log(Level.INFO, "the node is as it should be again");
        problem = "";
      }
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      if (!said.equals(problem)) {
        LOG.log(Level.ERROR, "the node cannot be made as it should be: {0}", said);
        problem = said;
      }
    }
  }

  /** Folders may come late, and go: a runtime makes them with its first pod. */
  private void watch(WatchService changes) throws IOException {
    for (Path folder : folders) {
      if (!watched.containsKey(folder) && Files.isDirectory(folder)) {
        watched.put(
            folder,
            folder.register(
                changes,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE));
      }
    }
  }
}
