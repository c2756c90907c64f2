package dev.rolecall.agent.audit;

import dev.rolecall.agent.node.NodePods;
import dev.rolecall.audit.AuditOutput;
import dev.rolecall.audit.JsonLinesAudit;
import dev.rolecall.audit.StreamOutput;
import dev.rolecall.cache.Bounds;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.util.UUID;

/** The agent's audit: JSON lines. */
public final class AgentAudit {
  /** Refusals of a cause are merged, so few wait even in a flood. */
  private static final Bounds WAITING = new Bounds(1_024, 2L << 20);

  private AgentAudit() {}

  /** One that accepts nothing before it is started. */
  public static JsonLinesAudit to(AuditOutput out, NodePods pods, Clock clock) {
    return new JsonLinesAudit(
        out,
        new JsonLinesAudit.Surroundings(
            () -> pods.node().map(node -> node.region()).orElse(""),
            clock,
            UUID::randomUUID,
            new StreamOutput(new FileOutputStream(FileDescriptor.err)),
            WAITING),
        System::nanoTime);
  }
}
