package dev.rolecall.limit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The open connections of one port, by source. Where there is no room left, who has the most of
 * them gives one to whoever has fewer, so that no source keeps the others out. Safe for several
 * threads.
 */
public final class OpenConnections<C> {
  private final int ofAll;
  private final int ofSource;
  private final Map<String, SequencedSet<C>> bySource = new HashMap<>();
  private int open;

  /**
   * @param ofAll open at a time
   * @param ofSource open at a time of one source
   */
  public OpenConnections(int ofAll, int ofSource) {
    this.ofAll = ofAll;
    this.ofSource = ofSource;
  }

  /** What becomes of a new connection. */
  public sealed interface Admission<C> {
    record Admitted<C>() implements Admission<C> {}

    /** In place of another one, which is to be closed. */
    record AdmittedInsteadOf<C>(C other) implements Admission<C> {}

    record Refused<C>() implements Admission<C> {}
  }

  /** Makes room for a connection, or does not. */
  public synchronized Admission<C> open(String source, C connection) {
    int own = count(source);
    if (own >= ofSource) {
      return new Admission.Refused<>();
    }
    if (open < ofAll) {
      add(source, connection);
      return new Admission.Admitted<>();
    }
    Map.Entry<String, SequencedSet<C>> largest = largest();
    if (largest.getValue().size() <= own + 1) {
      return new Admission.Refused<>();
    }
    C oldest = largest.getValue().getFirst();
    close(largest.getKey(), oldest);
    add(source, connection);
    return new Admission.AdmittedInsteadOf<>(oldest);
  }

  /** A connection that was not admitted, or is closed already, does not matter. */
  public synchronized void close(String source, C connection) {
    SequencedSet<C> own = bySource.get(source);
    if (own != null && own.remove(connection)) {
      open--;
      if (own.isEmpty()) {
        bySource.remove(source);
      }
    }
  }

  private void add(String source, C connection) {
    bySource.computeIfAbsent(source, first -> new LinkedHashSet<>()).add(connection);
    open++;
  }

  private int count(String source) {
    SequencedSet<C> own = bySource.get(source);
    return own == null ? 0 : own.size();
  }

  private Map.Entry<String, SequencedSet<C>> largest() {
    return bySource.entrySet().stream()
        .max((one, other) -> Integer.compare(one.getValue().size(), other.getValue().size()))
        .orElseThrow();
  }
}
