package dev.rolecall.agent.metadata;

import dev.rolecall.agent.metadata.ResourceUsage.Cpu;
import dev.rolecall.agent.metadata.ResourceUsage.Memory;
import dev.rolecall.agent.metadata.ResourceUsage.Transfer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A container's use of the machine in the form of Docker's {@code GET /containers/(id)/stats}. */
final class DockerStats {
  private DockerStats() {}

  /**
   * One look at a container.
   *
   * @param machineCpu what all processors of the machine have done, in nanoseconds
   * @param processors how many there are
   * @param machineMemory in bytes: the limit of what has none
   */
  record Sample(
      Instant time, ResourceUsage usage, long machineCpu, int processors, long machineMemory) {}

  /**
   * @param before an earlier look; {@code now} itself where there was none
   */
  static Map<String, Object> of(String id, String name, Sample now, Sample before) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("read", now.time().toString());
    members.put("preread", before.time().toString());
    Map<String, Object> processes = new LinkedHashMap<>();
    now.usage().processes().ifPresent(count -> processes.put("current", count));
    members.put("pids_stats", processes);
    members.put("blkio_stats", transfers(now.usage().transfers()));
    members.put("num_procs", 0);
    members.put("storage_stats", Map.of());
    members.put("cpu_stats", cpu(now));
    members.put("precpu_stats", cpu(before));
    members.put("memory_stats", memory(now));
    members.put("name", "/" + name);
    members.put("id", id);
    return members;
  }

  private static Map<String, Object> cpu(Sample sample) {
    Cpu cpu = sample.usage().cpu();
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("total_usage", cpu.total());
    usage.put("usage_in_kernelmode", cpu.kernel());
    usage.put("usage_in_usermode", cpu.user());
    Map<String, Object> throttling = new LinkedHashMap<>();
    throttling.put("periods", cpu.periods());
    throttling.put("throttled_periods", cpu.throttledPeriods());
    throttling.put("throttled_time", cpu.throttled());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cpu_usage", usage);
    members.put("system_cpu_usage", sample.machineCpu());
    members.put("online_cpus", sample.processors());
    members.put("throttling_data", throttling);
    return members;
  }

  private static Map<String, Object> memory(Sample sample) {
    Memory memory = sample.usage().memory();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("usage", memory.usage());
    memory.most().ifPresent(most -> members.put("max_usage", most));
    members.put("stats", memory.details());
    members.put("limit", memory.limit().orElse(sample.machineMemory()));
    return members;
  }

  private static Map<String, Object> transfers(List<Transfer> transfers) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("io_service_bytes_recursive", entries(transfers, Transfer::bytes));
    members.put("io_serviced_recursive", entries(transfers, Transfer::count));
    for (String none :
        List.of("io_queue", "io_service_time", "io_wait_time", "io_merged", "io_time")) {
      members.put(none + "_recursive", List.of());
    }
    members.put("sectors_recursive", List.of());
    return members;
  }

  private static List<Map<String, Object>> entries(
      List<Transfer> transfers, ToLongFunction<Transfer> value) {
    return transfers.stream()
        .map(transfer -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("major", transfer.major());
          entry.put("minor", transfer.minor());
          entry.put("op", transfer.operation());
          entry.put("value", value.applyAsLong(transfer));
          return entry;
        })
        .toList();
  }
}
