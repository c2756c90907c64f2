package dev.rolecall.sts.node;

import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.limit.Pause;
import dev.rolecall.sts.http.AnswerSink;
import dev.rolecall.sts.http.AnswerStream;
import dev.rolecall.sts.node.NodeStream.End;
import dev.rolecall.sts.node.NodeView.IssuerKeys;
import dev.rolecall.sts.podidentity.Agent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The streams of all agents. One thread of their own works out what is to be told, one step of one
 * stream after another: however many streams a change concerns, it takes one processor at most, no
 * event loop waits for it, and none of the streams waits for another's end.
 */
public final class NodeStreams implements NodeDirectory.Observer, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(NodeStreams.class);
  private static final long TICK_MILLIS = 200;

  /** A flood of changed resources is looked at once in this time. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private static final Duration BETWEEN_KEYS = Duration.ofSeconds(5);

  private final NodeView view;
  private final StreamLines lines;
  private final Clock clock;
  private final int most;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("rolecall-node-streams").unstarted(task));

  // Of all threads, under the lock.
  private final Map<String, NodeStream> byAgent = new HashMap<>();
  private final Map<String, Set<NodeStream>> byNode = new HashMap<>();

  // Of the one thread.
  private final Queue<NodeStream> queue = new ArrayDeque<>();
  private final Set<NodeStream> queued = new HashSet<>();
  private @Nullable ResourceDirectory lookedAt;
  private Optional<IssuerKeys> keys = Optional.empty();
  private Instant lastLook = Instant.EPOCH;
  private Instant lastKeys = Instant.EPOCH;

  private final AtomicBoolean anyChanged = new AtomicBoolean();

  private NodeStreams(NodeView view, StreamLines lines, int most, Clock clock) {
    this.view = view;
    this.lines = lines;
    this.most = most;
    this.clock = clock;
  }

  /**
   * @param most streams at a time
   */
  public static NodeStreams start(NodeView view, StreamLines lines, int most, Clock clock) {
    NodeStreams streams = new NodeStreams(view, lines, most, clock);
    var unused =
        streams.thread.scheduleWithFixedDelay(
            () -> streams.safely(streams::tick), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return streams;
  }

  /** The stream of an agent, in place of the one that it had; empty where there is no room. */
  Optional<AnswerStream> open(Agent.OfNode agent) {
    NodeStream stream = new NodeStream(agent, view, lines);
    NodeStream before;
    synchronized (this) {
      if (byAgent.size() >= most && !byAgent.containsKey(agent.workload().pod().uid())) {
        return Optional.empty();
      }
      before = byAgent.put(agent.workload().pod().uid(), stream);
      byNode.computeIfAbsent(agent.node(), none -> new HashSet<>()).add(stream);
    }
    if (before != null) {
      run(() -> end(before, End.REPLACED));
    }
    return Optional.of(
        new AnswerStream() {
          @Override
          public void opened(AnswerSink sink) {
            run(() -> {
              stream.open(sink, clock.instant());
              enqueue(stream);
            });
          }

          @Override
          public void closed() {
            forget(stream);
          }
        });
  }

  @Override
  public void podChanged(String node, String podUid) {
    forEach(node, stream -> stream.lookAt(podUid));
  }

  @Override
  public void nodeChanged(String node) {
    forEach(node, NodeStream::lookAtNode);
  }

  @Override
  public void anyChanged() {
    anyChanged.set(true);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Costs nothing where no agent of the node listens here. */
  private void forEach(String node, Consumer<NodeStream> change) {
    List<NodeStream> streams;
    synchronized (this) {
      streams = List.copyOf(byNode.getOrDefault(node, Set.of()));
    }
    for (NodeStream stream : streams) {
      run(() -> {
        change.accept(stream);
        enqueue(stream);
      });
    }
  }

  /** How many agents listen. */
  public synchronized int open() {
    return byAgent.size();
  }

  private synchronized List<NodeStream> all() {
    return new ArrayList<>(byAgent.values());
  }

  private synchronized void forget(NodeStream stream) {
    byAgent.remove(stream.agent().workload().pod().uid(), stream);
    byNode.computeIfPresent(
        stream.agent().node(),
        (node, streams) -> {
          streams.remove(stream);
          return streams.isEmpty() ? null : streams;
        });
  }

  private void run(Runnable task) {
    try {
      thread.execute(() -> safely(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("Stopped: nothing is told any more");
    }
  }

  private void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("Agents could not be told of a change; it is looked at again", e);
      anyChanged.set(true);
    }
  }

  private void enqueue(NodeStream stream) {
    if (stream.isDue() && queued.add(stream)) {
      queue.add(stream);
      if (queue.size() == 1) {
        run(this::step);
      }
    }
  }

  /** One step of the stream whose turn it is; events come in between. */
  private void step() {
    NodeStream stream = queue.remove();
    queued.remove(stream);
    if (!queue.isEmpty()) {
      run(this::step);
    }
    if (!stream.isDue()) {
      return; // It has ended meanwhile.
    }
    try {
      stream.step(clock.instant(), () -> taken(stream));
    } catch (RuntimeException e) {
      LOG.errorf(e, "The agent of node %s cannot be told of it", stream.agent().node());
      end(stream, End.BROKEN);
      return;
    }
    enqueue(stream);
  }

  private void taken(NodeStream stream) {
    run(() -> {
      stream.taken();
      enqueue(stream);
    });
  }

  private void end(NodeStream stream, End reason) {
    forget(stream);
    stream.close(reason);
  }

  private void tick() {
    Instant now = clock.instant();
    boolean looksAtAll = isTimeToLook(now) && isAnythingElse();
    for (NodeStream stream : all()) {
      Optional<End> over = stream.end(now);
      if (over.isPresent()) {
        end(stream, over.get());
        continue;
      }
      if (looksAtAll) {
        stream.lookAtAll();
      }
      stream.tick(now, () -> taken(stream));
      enqueue(stream);
    }
  }

  private boolean isTimeToLook(Instant now) {
    if (Pause.isOver(BETWEEN_KEYS, lastKeys, now)) {
      lastKeys = now;
      view.refreshKeys();
    }
    if (!Pause.isOver(BETWEEN_LOOKS, lastLook, now)) {
      return false;
    }
    lastLook = now;
    return true;
  }

  /** Whether something changed that may matter to any pod of any node. */
  private boolean isAnythingElse() {
    boolean changed = anyChanged.getAndSet(false);
    ResourceDirectory catalog = view.catalog();
    changed |= catalog != lookedAt;
    lookedAt = catalog;
    Optional<IssuerKeys> issuer = view.issuer();
    changed |= !issuer.equals(keys);
    keys = issuer;
    return changed;
  }
}
