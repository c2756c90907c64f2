package dev.rolecall.agent.guard.cni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.guard.host.Links;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodInterfacesTest {
  private static final String LINKS =
      """
      [{"ifname":"lo","ifindex":1},
       {"ifname":"kube0","ifindex":155,"address":"9e:f4:41:ba:44:51","linkinfo":{"info_kind":"bridge"}},
       {"ifname":"vetha626dd95","ifindex":156,"address":"9e:f4:41:ba:44:51","master":"kube0",
        "linkinfo":{"info_kind":"veth","info_slave_kind":"bridge"}},
       {"ifname":"cali1","ifindex":7,"linkinfo":{"info_kind":"veth"}},
       {"ifname":"cali2","ifindex":8,"linkinfo":{"info_kind":"veth"}},
       {"ifname":"bwp1","ifindex":9,"linkinfo":{"info_kind":"ifb"}}]
      """;

  @TempDir Path folder;

  @Test
  void readsWhatContainerdLeavesOfAPodOnABridge() throws Exception {
    copy("containerd-bridge.json");
    copy("containerd-loopback.json");

    PodInterfaces found = find();

    assertThat(found.problems()).isEmpty();
    assertThat(found.interfaces())
        .singleElement()
        .satisfies(pod ->
            assertThat(Json.write(pod.members()))
                .isEqualTo(
                    "{\"name\":\"vetha626dd95\",\"index\":156,\"throughIndex\":155,"
                        + "\"mac\":\"82:53:44:43:b4:dc\",\"addresses\":[\"10.88.1.1\"],"
                        + "\"namespace\":\"default\",\"pod\":\"gp1\","
                        + "\"uid\":\"4e32de6d-df4e-4cb5-89b5-901fd4441f18\","
                        + "\"sandbox\":\"7e15c19c807f32acf443a397702c5f48567914c4446e95894fa659da70dd488e\"}"));
  }

  @Test
  void readsPluginsThatNameNoInterfaceOfAnAddressAndAShaper() throws Exception {
    write("a", "{\"name\":\"cali1\"},{\"name\":\"bwp1\"}", "{\"address\":\"fd00::5/128\"}");

    assertThat(find().interfaces())
        .singleElement()
        .satisfies(pod -> {
          assertThat(pod.members()).doesNotContainKeys("mac", "uid");
          assertThat(pod.pin().addresses()).hasSize(1);
          assertThat(pod.through().name()).isEqualTo("cali1");
        });
  }

  @Test
  void saysOfWhomItKnowsNoInterface() throws Exception {
    write("none", "{\"name\":\"eth0\",\"sandbox\":\"/x\"}", "{\"address\":\"10.0.0.5/24\"}");
    write("two", "{\"name\":\"cali1\"},{\"name\":\"cali2\"}", "{\"address\":\"10.0.0.6/24\"}");
    write("bare", "{\"name\":\"cali1\"}", "");
    write("bridged", "{\"name\":\"vetha626dd95\"}", "{\"address\":\"10.0.0.7/24\"}");

    assertThat(find().interfaces()).isEmpty();
    assertThat(find().problems())
        .containsExactly(
            "pod apps/bare is not pinned: its network plugin names no address",
            "pod apps/bridged is not pinned: its network plugin names no hardware address",
            "pod apps/none is not pinned: its network plugin names no interface of the node",
            "pod apps/two is not pinned: its network plugin names several interfaces of the node");
  }

  @Test
  void forgetsFilesWhoseInterfaceIsGone() throws Exception {
    write("gone", "{\"name\":\"cali9\"}", "{\"address\":\"10.0.0.5/24\"}");

    assertThat(find()).isEqualTo(new PodInterfaces(List.of(), List.of()));
  }

  @Test
  void believesTheLaterOfTwoFilesAboutOneInterface() throws Exception {
    Path later = write("later", "{\"name\":\"cali1\"}", "{\"address\":\"10.0.0.6/24\"}");
    Path earlier = write("earlier", "{\"name\":\"cali1\"}", "{\"address\":\"10.0.0.5/24\"}");
    Files.setLastModifiedTime(earlier, FileTime.fromMillis(1000));
    Files.setLastModifiedTime(later, FileTime.fromMillis(2000));

    assertThat(find().interfaces())
        .singleElement()
        .satisfies(pod -> assertThat(pod.pod()).containsEntry("pod", "later"));
  }

  @Test
  void tellsBothOfTwoInterfacesWithOneAddress() throws Exception {
    write("a", "{\"name\":\"cali1\"}", "{\"address\":\"10.0.0.5/24\"}");
    write("b", "{\"name\":\"cali2\"}", "{\"address\":\"10.0.0.5/24\"}");

    assertThat(find().interfaces()).hasSize(2);
  }

  @Test
  void readsAFileAgainThatWasHalfWritten() throws Exception {
    CniResults results = new CniResults(List.of(folder));
    Path file = write("a", "{\"name\":\"cali1\"}", "{\"address\":\"10.0.0.5/24\"}");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThat(PodInterfaces.find(results, links()).interfaces()).isEmpty();
    assertThat(PodInterfaces.find(results, links()).problems()).hasSize(1);

    Files.writeString(file, whole);

    assertThat(PodInterfaces.find(results, links()).interfaces()).hasSize(1);
  }

  @Test
  void survivesHostileFiles() throws Exception {
    Files.writeString(folder.resolve("large"), " ".repeat(300_000) + "{}");
    Files.writeString(folder.resolve("deep"), "[".repeat(100_000));
    Files.writeString(folder.resolve("kind"), "[1]");
    Files.createDirectory(folder.resolve("folder"));
    write("A B", "{\"name\":\"cali1\"}", "{\"address\":\"10.0.0.5/24\"}");

    PodInterfaces found = find();

    assertThat(found.interfaces()).isEmpty();
    assertThat(found.problems()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cali1\\\" } drop", "cali*", "lo", "rolecall0", "../cali1", "kube0"})
  void pinsNoInterfaceOfAnOddName(String name) throws Exception {
    write("a", "{\"name\":\"" + name + "\"}", "{\"address\":\"10.0.0.5/24\"}");

    assertThat(find().interfaces()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1/8",
        "example.com/24",
        "0.0.0.0/0",
        "ff02::1/64",
        "10.0.0.5\\n",
        "::1/128"
      })
  void pinsNoOddAddress(String address) throws Exception {
    write("a", "{\"name\":\"cali1\"}", "{\"address\":\"" + address + "\"}");

    assertThat(find().interfaces()).isEmpty();
  }

  private PodInterfaces find() throws JsonException {
    return PodInterfaces.find(new CniResults(List.of(folder, folder.resolve("missing"))), links());
  }

  private static Links links() throws JsonException {
    return Links.of(Json.parse(LINKS));
  }

  private Path write(String pod, String interfaces, String addresses) throws IOException {
    return Files.writeString(
        folder.resolve("net-" + pod.hashCode()),
        """
        {"kind":"cniCacheV1","containerId":"%s","ifName":"eth0",
         "cniArgs":[["K8S_POD_NAMESPACE","apps"],["K8S_POD_NAME","%s"]],
         "result":{"interfaces":[%s],"ips":[%s]}}
        """
            .formatted("id1", pod, interfaces, addresses));
  }

  private void copy(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PodInterfacesTest.class.getResourceAsStream(name))) {
      Files.writeString(
          folder.resolve(name), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
