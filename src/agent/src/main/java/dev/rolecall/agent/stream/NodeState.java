package dev.rolecall.agent.stream;

import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.agent.token.IssuerKeys;

/** Takes what the stream tells. Lives on one event loop. */
public final class NodeState {
  private static final System.Logger LOG = System.getLogger(NodeState.class.getName());

  private final PodDirectory pods;
  private final IssuerKeys keys;
  private final Runnable changed;
  private long unreadable;
  private boolean synced;

  /**
   * @param changed is run after each line that told something
   */
  public NodeState(PodDirectory pods, IssuerKeys keys, Runnable changed) {
    this.pods = pods;
    this.keys = keys;
    this.changed = changed;
  }

  /** A stream begins: it tells the whole. */
  void begin() {
    pods.begin();
    keys.begin();
  }

  void accept(StreamEvent event) {
    switch (event) {
      case StreamEvent.Node(var facts) -> pods.tell(facts);
      case StreamEvent.Issuer(var issuer, var set) -> keep(keys.tell(issuer, set), "issuers");
      case StreamEvent.Pod(var pod) -> keep(pods.tell(pod), "pods");
      case StreamEvent.Gone(var uid) -> pods.gone(uid);
      case StreamEvent.Synced() -> complete();
      case StreamEvent.Unreadable(var reason, var uid) -> {
        // Better no pod than one that is not as it was.
        uid.ifPresent(pods::gone);
        report(reason);
      }
      case StreamEvent.Alive() -> {}
      case StreamEvent.Unknown() -> {}
    }
    changed.run();
  }

  private void complete() {
    keys.complete();
    pods.complete();
    synced = true;
  }

  private void keep(boolean kept, String what) {
    if (!kept) {
      report("there are too many " + what);
    }
  }

  private void report(String reason) {
    if (unreadable++ == 0) {
      LOG.log(System.Logger.Level.WARNING, "sts tells what cannot be used: " + reason);
    }
  }

  /** Whether the whole node was told once. */
  public boolean isSynced() {
    return synced;
  }

  /** How much was told that could not be used. */
  public long unreadable() {
    return unreadable;
  }
}
