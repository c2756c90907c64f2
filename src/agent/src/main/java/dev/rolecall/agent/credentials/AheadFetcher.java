package dev.rolecall.agent.credentials;

import dev.rolecall.agent.credentials.CredentialRequest.Attested;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Fetches credentials for the first call of pods that are new: those for which the agent may vouch.
 * After a start of the agent all pods are new, so they wait in no order, a few at a time, with
 * pauses: sts hears no storm from a cluster whose agents are upgraded. Lives on one event loop.
 */
public final class AheadFetcher {
  static final int AT_A_TIME = 4;

  /** Forty a second of one node, at most. */
  static final Duration PAUSE = Duration.ofMillis(100);

  private static final int MOST_WAITING = 4_096;

  private final CredentialCache cache;
  private final NodePods pods;
  private final Timers timers;
  private final RandomGenerator random;
  private final List<Attested> waiting = new ArrayList<>();
  private int underWay;

  public AheadFetcher(CredentialCache cache, NodePods pods, Timers timers, RandomGenerator random) {
    this.cache = cache;
    this.pods = pods;
    this.timers = timers;
    this.random = random;
  }

  /** A pod is new, or has changed: what was fetched for another state of it is not served. */
  public void appeared(NodePod pod) {
    if (pod.hostNetwork()) {
      return;
    }
    if (pod.allowed().imds()) {
      enqueue(new Attested(pod, Way.IMDS));
    }
    if (pod.allowed().ecs() && pod.credentialsId().isPresent()) {
      enqueue(new Attested(pod, Way.ECS));
    }
  }

  private void enqueue(Attested request) {
    if (waiting.size() < MOST_WAITING && !cache.has(request)) {
      waiting.add(request);
      begin();
    }
  }

  private void begin() {
    while (underWay < AT_A_TIME && !waiting.isEmpty()) {
      Attested next = anyWaiting();
      if (isStillWanted(next)) {
        underWay++;
        cache.fetchAhead(next).thenRun(() -> timers.after(pause(), this::ended));
      }
    }
  }

  private void ended() {
    underWay--;
    begin();
  }

  private Attested anyWaiting() {
    int index = random.nextInt(waiting.size());
    Attested chosen = waiting.get(index);
    waiting.set(index, waiting.getLast());
    waiting.removeLast();
    return chosen;
  }

  /** Pods change and go while they wait. */
  private boolean isStillWanted(Attested request) {
    return pods.find(request.pod().pod().uid()).filter(request.pod()::equals).isPresent()
        && !cache.has(request);
  }

  private Duration pause() {
    return PAUSE.dividedBy(2).plusMillis(random.nextLong(PAUSE.toMillis()));
  }
}
