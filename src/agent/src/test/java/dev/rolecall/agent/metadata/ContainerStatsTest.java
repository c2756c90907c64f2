package dev.rolecall.agent.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.endpoint.FakeNode;
import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerStatsTest {
  private static final String SLICE =
      "kubepods.slice/kubepods-burstable.slice/"
          + "kubepods-burstable-pod00000001_aaaa_bbbb_cccc_dddddddddddd.slice/";

  private static final String SECOND_CPU =
      """
      "cpu_usage":{"total_usage":1500000,"usage_in_kernelmode":500000,"usage_in_usermode":1000000},\
      "system_cpu_usage":280000000,"online_cpus":2,\
      "throttling_data":{"periods":4,"throttled_periods":3,"throttled_time":2000}\
      """;

  @TempDir Path folder;
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final NodePod pod = FakeNode.pod(1, FakeNode.ALL);
  private final NodeContainer container = pod.containers().getFirst();

  @BeforeEach
  void machine() throws IOException {
    write(
        "proc/stat",
        """
        cpu  1 2 3 4 5 6 7 800 900
        cpu0 1 1 1 1
        cpu1 1 1 1 1
        intr 5
        """);
    write("proc/meminfo", "MemFree: 5 kB\nMemTotal:       1000 kB\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private ContainerStats stats() {
    return new ContainerStats(folder.resolve("groups"), folder.resolve("proc"), clock);
  }

  private static String json(Optional<Map<String, Object>> stats) {
    return Json.write(stats.orElseThrow());
  }

  private void second(String group) throws IOException {
    write("groups/cgroup.controllers", "cpu memory\n");
    write(
        group + "/cpu.stat",
        """
        usage_usec 1500
        user_usec 1000
        system_usec 500
        nr_periods 4
        nr_throttled 3
        throttled_usec 2
        """);
    write(group + "/memory.current", "4096\n");
    write(group + "/memory.peak", "8192\n");
    write(group + "/memory.max", "max\n");
    write(group + "/memory.stat", "anon 1024\nfile 2048\nodd line here\n");
    write(group + "/pids.current", "5\n");
    write(group + "/io.stat", "8:0 rbytes=10 wbytes=20 rios=1 wios=2 dbytes=0\n9:x rbytes=1\n");
  }

  @Test
  void readsGroupsOfTheSecondVersionInDockersForm() throws IOException {
    second("groups/" + SLICE + "cri-containerd-c0ffee1.scope");

    assertThat(json(stats().of(pod, container)))
        .isEqualTo(
            """
            {"read":"2026-03-01T12:00:00Z","preread":"2026-03-01T12:00:00Z",\
            "pids_stats":{"current":5},\
            "blkio_stats":{"io_service_bytes_recursive":[\
            {"major":8,"minor":0,"op":"read","value":10},\
            {"major":8,"minor":0,"op":"write","value":20}],\
            "io_serviced_recursive":[\
            {"major":8,"minor":0,"op":"read","value":1},\
            {"major":8,"minor":0,"op":"write","value":2}],\
            "io_queue_recursive":[],"io_service_time_recursive":[],"io_wait_time_recursive":[],\
            "io_merged_recursive":[],"io_time_recursive":[],"sectors_recursive":[]},\
            "num_procs":0,"storage_stats":{},\
            "cpu_stats":{CPU},"precpu_stats":{CPU},\
            "memory_stats":{"usage":4096,"max_usage":8192,\
            "stats":{"anon":1024,"file":2048},"limit":1024000},\
            "name":"/k8s_web_web-1_shop_00000001-aaaa-bbbb-cccc-dddddddddddd_2",\
            "id":"c0ffee1"}\
            """
                .replace("CPU", SECOND_CPU));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubepods/pod00000001-aaaa-bbbb-cccc-dddddddddddd/c0ffee1",
        "kubepods/besteffort/pod00000001-aaaa-bbbb-cccc-dddddddddddd/c0ffee1",
        SLICE + "crio-c0ffee1.scope",
        SLICE + "docker-c0ffee1.scope",
        "kubepods.slice/kubepods-pod00000001_aaaa_bbbb_cccc_dddddddddddd.slice/"
            + "cri-containerd-c0ffee1.scope"
      })
  void findsGroupsWhereKubeletsMakeThem(String group) throws IOException {
    second("groups/" + group);

    assertThat(stats().of(pod, container)).isPresent();
  }

  @Test
  void readsGroupsOfTheFirstVersion() throws IOException {
    String group = SLICE + "cri-containerd-c0ffee1.scope/";
    write("groups/cpuacct/" + group + "cpuacct.usage", "1500000\n");
    write("groups/cpuacct/" + group + "cpuacct.stat", "user 3\nsystem 2\n");
    write("groups/cpu/" + group + "cpu.stat", "nr_periods 4\nnr_throttled 3\nthrottled_time 9\n");
    write("groups/memory/" + group + "memory.usage_in_bytes", "4096\n");
    write("groups/memory/" + group + "memory.limit_in_bytes", "9223372036854771712\n");
    write("groups/memory/" + group + "memory.stat", "cache 1\n");
    write(
        "groups/blkio/" + group + "blkio.throttle.io_service_bytes_recursive",
        "8:0 Read 10\n8:0 Write 20\n8:0 Sync 5\nTotal 30\n");
    write(
        "groups/blkio/" + group + "blkio.throttle.io_serviced_recursive",
        "8:0 Read 1\n8:0 Write 2\n");

    assertThat(json(stats().of(pod, container)))
        .contains(
            "\"total_usage\":1500000,\"usage_in_kernelmode\":20000000,\"usage_in_usermode\":30000000",
            "\"throttled_time\":9",
            "\"usage\":4096",
            "\"limit\":1024000",
            "\"pids_stats\":{}",
            "\"io_service_bytes_recursive\":[{\"major\":8,\"minor\":0,\"op\":\"read\",\"value\":10},"
                + "{\"major\":8,\"minor\":0,\"op\":\"write\",\"value\":20}]",
            "\"io_serviced_recursive\":[{\"major\":8,\"minor\":0,\"op\":\"read\",\"value\":1},");
  }

  @Test
  void givesTheLookBeforeForARate() throws IOException {
    String group = "groups/" + SLICE + "cri-containerd-c0ffee1.scope";
    second(group);
    ContainerStats stats = stats();
    assertThat(stats.of(pod, container)).isPresent();
    clock.advance(Duration.ofSeconds(10));
    write(group + "/cpu.stat", "usage_usec 2500\n");

    assertThat(json(stats.of(pod, container)))
        .contains(
            "\"read\":\"2026-03-01T12:00:10Z\",\"preread\":\"2026-03-01T12:00:00Z\"",
            "\"cpu_stats\":{\"cpu_usage\":{\"total_usage\":2500000",
            "\"precpu_stats\":{\"cpu_usage\":{\"total_usage\":1500000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../c0ffee1", "c0ffee1/..", "/etc", "other"})
  void looksNowhereElse(String id) throws IOException {
    second("groups/" + SLICE + "cri-containerd-c0ffee1.scope");

    assertThat(stats().of(pod, named(id))).isEmpty();
  }

  private static NodeContainer named(String id) {
    return new NodeContainer(
        "web",
        "image",
        "",
        id,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        0,
        OptionalDouble.empty(),
        OptionalLong.empty());
  }
}
