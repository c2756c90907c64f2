package dev.rolecall.agent.metadata;

import dev.rolecall.agent.cgroup.KubeletGroups;
import dev.rolecall.agent.cgroup.PodFolders;
import dev.rolecall.agent.metadata.ResourceUsage.Cpu;
import dev.rolecall.agent.metadata.ResourceUsage.Memory;
import dev.rolecall.agent.metadata.ResourceUsage.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A container's control group, of version 1 or 2 (Linux, "Control Group v2"). */
sealed interface ControlGroup {
  long MICROSECOND = 1_000;

  /** A tick of the kernel's clock for users, in nanoseconds. */
  long TICK = 10_000_000;

  /** Version 1 writes a number near the largest for no limit. */
  long NO_LIMIT = 1L << 60;

  ResourceUsage usage();

  /**
   * The group of a container; empty where there is none: it has stopped, or its runtime names
   * groups in another way.
   *
   * @param root where control groups are mounted
   */
  static Optional<ControlGroup> find(Path root, String podUid, String containerId) {
    if (!PodFolders.isId(podUid) || !PodFolders.isId(containerId)) {
      return Optional.empty();
    }
    boolean second = KubeletGroups.isVersion2(root);
    Path memory = second ? root : root.resolve("memory");
    return folders(podUid, containerId)
        .filter(folder -> Files.isDirectory(memory.resolve(folder)))
        .findFirst()
        .map(folder -> second ? new Second(root.resolve(folder)) : new First(root, folder));
  }

  /** In its pod's, with each runtime's prefix. */
  private static Stream<String> folders(String podUid, String containerId) {
    return Stream.of("kubepods.slice", "kubepods")
        .flatMap(kubepods ->
            PodFolders.below(kubepods, podUid)
                .map(folder -> kubepods + "/" + folder + "/")
                .flatMap(pod ->
                    PodFolders.isSlice(kubepods)
                        ? Stream.of("cri-containerd-", "crio-", "docker-")
                            .map(runtime -> pod + runtime + containerId + ".scope")
                        : Stream.of(pod + containerId)));
  }

  /** One folder with all in it. */
  record Second(Path folder) implements ControlGroup {
    private static final Pattern DEVICE = Pattern.compile("(\\d{1,9}):(\\d{1,9}) (.*)");

    @Override
    public ResourceUsage usage() {
      Map<String, Long> cpu = ControlFiles.numbers(folder.resolve("cpu.stat"));
      return new ResourceUsage(
          new Cpu(
              cpu.getOrDefault("usage_usec", 0L) * MICROSECOND,
              cpu.getOrDefault("system_usec", 0L) * MICROSECOND,
              cpu.getOrDefault("user_usec", 0L) * MICROSECOND,
              cpu.getOrDefault("nr_periods", 0L),
              cpu.getOrDefault("nr_throttled", 0L),
              cpu.getOrDefault("throttled_usec", 0L) * MICROSECOND),
          new Memory(
              ControlFiles.number(folder.resolve("memory.current")).orElse(0),
              ControlFiles.number(folder.resolve("memory.peak")),
              ControlFiles.number(folder.resolve("memory.max")),
              ControlFiles.numbers(folder.resolve("memory.stat"))),
          ControlFiles.number(folder.resolve("pids.current")),
          transfers());
    }

    private List<Transfer> transfers() {
      List<Transfer> transfers = new ArrayList<>();
      for (String line : ControlFiles.lines(folder.resolve("io.stat"))) {
        Matcher device = DEVICE.matcher(line);
        if (device.matches()) {
          Map<String, Long> numbers = pairs(device.group(3));
          transfers.add(transfer(device, "read", numbers));
          transfers.add(transfer(device, "write", numbers));
        }
      }
      return transfers;
    }

    private static Transfer transfer(Matcher device, String operation, Map<String, Long> numbers) {
      String letter = operation.substring(0, 1);
      return new Transfer(
          Integer.parseInt(device.group(1)),
          Integer.parseInt(device.group(2)),
          operation,
          numbers.getOrDefault(letter + "bytes", 0L),
          numbers.getOrDefault(letter + "ios", 0L));
    }

    private static Map<String, Long> pairs(String text) {
      Map<String, Long> pairs = new HashMap<>();
      for (String pair : text.split(" ", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          ControlFiles.number(pair.substring(equals + 1))
              .ifPresent(value -> pairs.put(pair.substring(0, equals), value));
        }
      }
      return pairs;
    }
  }

  /** A folder below each controller's. */
  record First(Path root, String folder) implements ControlGroup {
    private static final Pattern OPERATION =
        Pattern.compile("(\\d{1,9}):(\\d{1,9}) (Read|Write) (\\d{1,18})");

    @Override
    public ResourceUsage usage() {
      Map<String, Long> ticks = ControlFiles.numbers(file("cpuacct", "cpuacct.stat"));
      Map<String, Long> cpu = ControlFiles.numbers(file("cpu", "cpu.stat"));
      OptionalLong limit = ControlFiles.number(file("memory", "memory.limit_in_bytes"));
      return new ResourceUsage(
          new Cpu(
              ControlFiles.number(file("cpuacct", "cpuacct.usage")).orElse(0),
              ticks.getOrDefault("system", 0L) * TICK,
              ticks.getOrDefault("user", 0L) * TICK,
              cpu.getOrDefault("nr_periods", 0L),
              cpu.getOrDefault("nr_throttled", 0L),
              cpu.getOrDefault("throttled_time", 0L)),
          new Memory(
              ControlFiles.number(file("memory", "memory.usage_in_bytes")).orElse(0),
              ControlFiles.number(file("memory", "memory.max_usage_in_bytes")),
              limit.isPresent() && limit.getAsLong() < NO_LIMIT ? limit : OptionalLong.empty(),
              ControlFiles.numbers(file("memory", "memory.stat"))),
          ControlFiles.number(file("pids", "pids.current")),
          transfers());
    }

    private Path file(String controller, String name) {
      return root.resolve(controller).resolve(folder).resolve(name);
    }

    private List<Transfer> transfers() {
      Map<String, Long> counts = new HashMap<>();
      for (Matcher line : operations("blkio.throttle.io_serviced_recursive")) {
        counts.put(device(line), Long.parseLong(line.group(4)));
      }
      return operations("blkio.throttle.io_service_bytes_recursive").stream()
          .map(line ->
              new Transfer(
                  Integer.parseInt(line.group(1)),
                  Integer.parseInt(line.group(2)),
                  line.group(3).toLowerCase(Locale.ROOT),
                  Long.parseLong(line.group(4)),
                  counts.getOrDefault(device(line), 0L)))
          .toList();
    }

    private List<Matcher> operations(String name) {
      return ControlFiles.lines(file("blkio", name)).stream()
          .map(OPERATION::matcher)
          .filter(Matcher::matches)
          .toList();
    }

    private static String device(Matcher line) {
      return line.group(1) + ":" + line.group(2) + " " + line.group(3);
    }
  }
}
