package dev.rolecall.agent.guard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.guard.cni.CniResults;
import dev.rolecall.agent.guard.cni.PodInterface;
import dev.rolecall.agent.guard.cni.PodInterfaces;
import dev.rolecall.agent.guard.host.Links;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterfacesFileTest {
  private static final String LINKS =
      """
      [{"ifname":"br0","ifindex":3,"linkinfo":{"info_kind":"bridge"}},
       {"ifname":"vetha","ifindex":4,"master":"br0",
        "linkinfo":{"info_kind":"veth","info_slave_kind":"bridge"}},
       {"ifname":"vethb","ifindex":5,"master":"br0",
        "linkinfo":{"info_kind":"veth","info_slave_kind":"bridge"}}]
      """;

  @TempDir Path folder;
  private RunDirectory run;
  private InterfacesFile file;

  @BeforeEach
  void create() throws IOException {
    run = new RunDirectory(folder.resolve("run"));
    run.create();
    file = new InterfacesFile(run);
  }

  @Test
  void takesAwayWhatWentBeforeWhatIsNewIsTold() throws Exception {
    file.publish(List.of(pod("a", "10.0.0.5")));

    assertThat(file.retain(List.of(pod("b", "10.0.0.5")))).isTrue();

    assertThat(told()).contains("\"interfaces\":[]");
  }

  @Test
  void takesNothingAwayForWhatIsNew() throws Exception {
    file.publish(List.of(pod("a", "10.0.0.5")));

    assertThat(file.retain(List.of(pod("a", "10.0.0.5"), pod("b", "10.0.0.6")))).isFalse();

    assertThat(told()).contains("\"pod\":\"a\"");
  }

  @Test
  void takesAwayWhatAnEarlierRunTold() throws Exception {
    file.publish(List.of(pod("a", "10.0.0.5")));

    InterfacesFile restarted = new InterfacesFile(run);

    assertThat(restarted.retain(List.of(pod("a", "10.0.0.5")))).isFalse();
    assertThat(restarted.retain(List.of(pod("b", "10.0.0.5")))).isTrue();
    assertThat(told()).doesNotContain("\"pod\":\"a\"");
  }

  @Test
  void takesAwayWhoseAddressAnotherIsAboutToHaveToo() throws Exception {
    file.publish(List.of(pod("a", "10.0.0.5")));

    assertThat(file.retain(List.of(pod("a", "10.0.0.5"), pod("b", "10.0.0.5")))).isTrue();

    assertThat(told()).contains("\"interfaces\":[]");
  }

  @Test
  void tellsThatThereIsNobody() throws Exception {
    assertThat(file.retain(List.of())).isFalse();
    file.publish(List.of());

    assertThat(told()).contains("\"generation\":1", "\"interfaces\":[]");
  }

  private String told() throws IOException {
    return Files.readString(folder.resolve("run").resolve(RunDirectory.INTERFACES));
  }

  private PodInterface pod(String name, String address) throws IOException, JsonException {
    Path results = Files.createTempDirectory(folder, "cni");
    Files.writeString(
        results.resolve("net-" + name),
        """
        {"kind":"cniCacheV1","containerId":"s1","ifName":"eth0",
         "cniArgs":[["K8S_POD_NAMESPACE","apps"],["K8S_POD_NAME","%1$s"]],
         "result":{"interfaces":[{"name":"veth%1$s"},
                                 {"name":"eth0","mac":"02:00:00:00:00:0a","sandbox":"/x"}],
                   "ips":[{"address":"%2$s/24"}]}}
        """
            .formatted(name, address));
    return PodInterfaces.find(new CniResults(List.of(results)), Links.of(Json.parse(LINKS)))
        .interfaces()
        .getFirst();
  }
}
