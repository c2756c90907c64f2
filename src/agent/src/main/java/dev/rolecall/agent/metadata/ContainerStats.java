package dev.rolecall.agent.metadata;

import dev.rolecall.agent.metadata.DockerStats.Sample;
import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodePod;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What containers use of the machine. Blocks while it reads, and may be asked by any thread. */
public final class ContainerStats {
  private static final int MOST_KEPT = 1_024;

  /** The kernel's clock for users ticks a hundred times a second. */
  private static final long TICK_NANOS = 10_000_000;

  private static final long KIBIBYTE = 1_024;

  /** User, nice, system, idle, iowait, irq, softirq: the eighth on is in the others. */
  private static final int CPU_STATES = 7;

  private final Path groups;
  private final Path processes;
  private final Clock clock;

  /** The last look at each container: a rate needs two. The one looked at first goes first. */
  private final Map<String, Sample> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sample> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * @param groups where control groups are mounted, {@code /sys/fs/cgroup}
   * @param processes the machine's, {@code /proc}
   */
  public ContainerStats(Path groups, Path processes, Clock clock) {
    this.groups = groups;
    this.processes = processes;
    this.clock = clock;
  }

  /** Docker's statistics of the container; empty where it does not run or is not found. */
  Optional<Map<String, Object>> of(NodePod pod, NodeContainer container) {
    return ControlGroup.find(groups, pod.pod().uid(), container.id())
        .map(group -> {
          Sample now = look(group);
          return DockerStats.of(
              container.id(),
              TaskDocuments.dockerName(pod, container),
              now,
              before(container.id(), now));
        });
  }

  private Sample before(String id, Sample now) {
    synchronized (looks) {
      Sample before = looks.put(id, now);
      return before == null ? now : before;
    }
  }

  private Sample look(ControlGroup group) {
    List<String> machine = ControlFiles.lines(processes.resolve("stat"));
    long ticks = machine.isEmpty() ? 0 : sum(machine.getFirst());
    long processors = machine.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
    long memory =
        ControlFiles.lines(processes.resolve("meminfo")).stream()
            .filter(line -> line.startsWith("MemTotal:"))
            .mapToLong(line -> ControlFiles.number(line.replaceAll("[^0-9]", "")).orElse(0))
            .findFirst()
            .orElse(0);
    return new Sample(
        clock.instant(), group.usage(), ticks * TICK_NANOS, (int) processors, memory * KIBIBYTE);
  }

  private static long sum(String line) {
    return List.of(line.split(" +", -1)).stream()
        .skip(1)
        .limit(CPU_STATES)
        .mapToLong(word -> ControlFiles.number(word).orElse(0))
        .sum();
  }
}
