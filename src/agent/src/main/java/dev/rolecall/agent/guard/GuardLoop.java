package dev.rolecall.agent.guard;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Looks at once when a network plugin made or ended something, and every two seconds. */
final class GuardLoop {
  private static final System.Logger LOG = System.getLogger(GuardLoop.class.getName());
  private static final long BETWEEN_MILLIS = 2000;

  private final Reconciler reconciler;
  private final List<Path> folders;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private String problem = "";

  GuardLoop(Reconciler reconciler, List<Path> folders) {
    this.reconciler = reconciler;
    this.folders = folders;
  }

  /** Goes on until the process ends. The rules stay. */
  void run() throws IOException, InterruptedException {
    try (WatchService events = FileSystems.getDefault().newWatchService()) {
      while (true) {
        watch(events);
        look();
        WatchKey changed = events.poll(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
        while (changed != null) {
          changed.pollEvents();
          if (!changed.reset()) {
            watched.values().remove(changed);
          }
          changed = events.poll();
        }
      }
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
  private void watch(WatchService events) throws IOException {
    for (Path folder : folders) {
      if (!watched.containsKey(folder) && Files.isDirectory(folder)) {
        watched.put(
            folder,
            folder.register(
                events,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE));
      }
    }
  }
}
