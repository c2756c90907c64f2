package dev.rolecall.bench.policy;

import dev.rolecall.bench.engine.RolecallEngine;
import dev.rolecall.bench.workload.RuleSet;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicySet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a compiled snapshot costs its owner: the time to compile it, and the memory it holds. */
final class SnapshotCost {
  private static final int STATEMENTS_IN_MEMORY = 60_000;

  private final RuleSet rules;
  private final int statements;

  SnapshotCost(RuleSet rules, int statements) {
    this.rules = rules;
    this.statements = statements;
  }

  /** The median of repeated compilations, in milliseconds per 1,000 statements. */
  double compileMillis(int times) {
    Policies policies = RolecallEngine.policies(rules);
    long[] nanos = new long[times];
    int warmUp = times;
    int known = 0;
    for (int i = -warmUp; i < times; i++) {
      long begin = System.nanoTime();
      known += PolicySet.compile(policies).hashCode();
      nanos[Math.max(i, 0)] = System.nanoTime() - begin;
    }
    if (known == 0) {
      throw new IllegalStateException("nothing was compiled");
    }
    Arrays.sort(nanos);
    return perThousand(nanos[times / 2] / 1e6);
  }

  /** What the heap grows by for a snapshot whose documents are gone, likewise in KiB. */
  double kibibytes() {
    int count = Math.max(3, STATEMENTS_IN_MEMORY / statements);
    List<PolicySet> held = new ArrayList<>(count);
    hold(held, 1);
    long before = used();
    hold(held, count);
    long after = used();
    if (held.size() != count + 1) {
      throw new IllegalStateException("the snapshots must be there while the heap is looked at");
    }
    return perThousand((after - before) / 1024.0 / count);
  }

  private void hold(List<PolicySet> held, int count) {
    for (int i = 0; i < count; i++) {
      held.add(PolicySet.compile(RolecallEngine.policies(rules)));
    }
  }

  private double perThousand(double value) {
    return value * 1000 / statements;
  }

  /** The heap's use when all garbage is gone. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
