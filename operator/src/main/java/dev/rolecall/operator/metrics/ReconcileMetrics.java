package dev.rolecall.operator.metrics;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.observe.metrics.WordCounter;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts what reconcilers do, by their names and not by those of objects. */
public final class ReconcileMetrics implements Metrics {
  private final ProgramMetrics metrics;
  private final WordCounter reconciliations;
  private final Map<String, Timer> durations = new ConcurrentHashMap<>();

  public ReconcileMetrics(ProgramMetrics metrics) {
    this.metrics = metrics;
    this.reconciliations =
        metrics.counter(
            "rolecall_operator_reconciliations_total",
            "Looks at one object, by how they ended.",
            "controller",
            "outcome");
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    String controller = execution.controllerName();
    long began = System.nanoTime();
    boolean done = false;
    try {
      T result = execution.execute();
      done = true;
      return result;
    } finally {
      reconciliations.count(controller, done ? "done" : "failed");
      durations
          .computeIfAbsent(controller, this::duration)
          .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  private Timer duration(String controller) {
    return metrics.duration(
        "rolecall_operator_reconciliation_duration_seconds",
        "How long a look at one object takes.",
        "controller",
        controller);
  }
}
