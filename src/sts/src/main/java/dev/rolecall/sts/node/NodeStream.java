package dev.rolecall.sts.node;

import dev.rolecall.limit.Pause;
import dev.rolecall.sts.http.AnswerSink;
import dev.rolecall.sts.podidentity.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What one agent was told, and what it has still to be told. It looks at what is, never at what
 * happened: what changes twice before its agent reads is told once, so that nothing piles up for a
 * slow reader. Used by one thread.
 */
final class NodeStream {
  /** An agent that hears nothing for 15 seconds connects again. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  /** How long an agent may take to read one part. */
  private static final Duration LONGEST_READ = Duration.ofSeconds(10);

  /** Pods that are looked at in one step, and characters that one part has, more or less. */
  private static final int STEP = 64;

  private static final int PART = 32 * 1024;

  private static final Logger LOG = Logger.getLogger(NodeStream.class);

  private final Agent.OfNode agent;
  private final NodeView view;
  private final StreamLines lines;
  private final Map<String, ToldPod> told = new HashMap<>();
  private final Set<String> due = new LinkedHashSet<>();
  private String toldNode = "";
  private Optional<NodeView.IssuerKeys> toldIssuer = Optional.empty();

  /** Of the pods that were there at first, so many are still to be looked at: they come first. */
  private int first;

  private boolean allTold;
  private boolean headDue = true;
  private @Nullable AnswerSink sink;
  private @Nullable End end;
  private @Nullable Instant waitsSince;
  private Instant lastHeard = Instant.EPOCH;

  NodeStream(Agent.OfNode agent, NodeView view, StreamLines lines) {
    this.agent = agent;
    this.view = view;
    this.lines = lines;
  }

  Agent.OfNode agent() {
    return agent;
  }

  /** From here on the agent hears, unless another stream took this one's place meanwhile. */
  void open(AnswerSink answer, Instant now) {
    if (end != null) {
      finish(answer, end);
      return;
    }
    sink = answer;
    lastHeard = now;
    lookAtAll();
    first = due.size();
  }

  void lookAt(String podUid) {
    due.add(podUid);
  }

  /** Looks at the node again, and at the issuer. */
  void lookAtNode() {
    headDue = true;
  }

  /** Looks at everything again. */
  void lookAtAll() {
    lookAtNode();
    due.addAll(told.keySet());
    due.addAll(view.pods(agent.node()));
  }

  /** Whether a step would do anything: nothing is done while the last part is not taken. */
  boolean isDue() {
    return sink != null && waitsSince == null && (headDue || !due.isEmpty() || !allTold);
  }

  /** The agent has read so much that there is room again. */
  void taken() {
    waitsSince = null;
  }

  /**
   * Looks at some of what is due, and sends what it finds.
   *
   * @param taken runs, on any thread, once the part is taken
   */
  void step(Instant now, Runnable taken) {
    StringBuilder part = new StringBuilder();
    if (headDue) {
      headDue = false;
      appendHead(part);
    }
    Iterator<String> pods = due.iterator();
    for (int i = 0; i < STEP && part.length() < PART && pods.hasNext(); i++) {
      String uid = pods.next();
      pods.remove();
      append(uid, part);
      first--;
    }
    if (!allTold && first <= 0) {
      allTold = true;
      part.append(StreamLines.SYNCED);
    }
    send(part, now, taken);
  }

  private void appendHead(StringBuilder part) {
    var node = view.node(agent.node());
    String line = lines.node(node, view.profile(node));
    if (!line.equals(toldNode)) {
      toldNode = line;
      part.append(line);
    }
    Optional<NodeView.IssuerKeys> issuer = view.issuer();
    if (issuer.isPresent() && !issuer.equals(toldIssuer)) {
      toldIssuer = issuer;
      part.append(lines.issuer(issuer.get()));
    }
  }

  private void append(String uid, StringBuilder part) {
    try {
      Optional<ToldPod> now = view.pod(uid, agent.node());
      if (now.isEmpty()) {
        appendGone(uid, part);
      } else if (!now.get().equals(told.get(uid))) {
        part.append(lines.pod(now.get()));
        told.put(uid, now.get());
      }
    } catch (RuntimeException e) {
      // One pod that cannot be told must not keep its node from the others.
      LOG.errorf(e, "Pod %s cannot be told of", uid);
      appendGone(uid, part);
    }
  }

  private void appendGone(String uid, StringBuilder part) {
    if (told.remove(uid) != null) {
      part.append(lines.gone(uid));
    }
  }

  private void send(CharSequence part, Instant now, Runnable taken) {
    if (sink != null && !part.isEmpty()) {
      lastHeard = now;
      waitsSince = now;
      sink.send(part.toString(), taken);
    }
  }

  /** What only time does: pods that outlived their deletion, silence. */
  void tick(Instant now, Runnable taken) {
    told.forEach((uid, pod) -> {
      if (pod.status().deletion() != null && !view.isLiving(pod.workload())) {
        due.add(uid);
      }
    });
    if (waitsSince == null && Pause.isOver(LONGEST_SILENCE, lastHeard, now)) {
      send(StreamLines.ALIVE, now, taken);
    }
  }

  /** Why it is over, where it is. */
  Optional<End> end(Instant now) {
    if (!now.isBefore(agent.until()) || !view.isLiving(agent.workload())) {
      return Optional.of(End.NO_LONGER_PROVED);
    }
    return waitsSince != null && now.isAfter(waitsSince.plus(LONGEST_READ))
        ? Optional.of(End.NOT_READ)
        : Optional.empty();
  }

  /** Ends the answer, also one that has not begun. Nothing is told after it. */
  void close(End reason) {
    end = reason;
    if (sink != null) {
      finish(sink, reason);
      sink = null;
    }
  }

  private static void finish(AnswerSink answer, End reason) {
    switch (reason) {
      case NO_LONGER_PROVED, REPLACED -> answer.end();
      case NOT_READ, BROKEN -> answer.cut();
    }
  }

  /** Why a stream ends. */
  enum End {
    /** The agent's token has expired, or its pod is gone. */
    NO_LONGER_PROVED,
    /** The agent has opened another one. */
    REPLACED,
    /** Its agent does not read. */
    NOT_READ,
    /** Something failed here. */
    BROKEN
  }
}
