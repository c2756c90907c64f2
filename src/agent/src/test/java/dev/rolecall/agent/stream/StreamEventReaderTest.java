package dev.rolecall.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.PodPermissions;
import dev.rolecall.agent.stream.StreamEvent.Unreadable;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEventReaderTest {
  private static final String POD =
      """
      {"type":"pod","pod":{"namespace":"shop","name":"web","uid":"u1","serviceAccount":"sa",\
      "account":"111111111111","addresses":["10.0.0.1","fd00::1"],"hostNetwork":false,\
      "allowed":{"imds":true},"shape":"s","credentialsId":"c","labels":{"a":"b"},\
      "started":"2026-03-01T12:00:00Z","of":"tomorrow","containers":[{"name":"app","image":"i",\
      "imageId":"d","id":"c1","started":"2026-03-01T12:00:00Z","exitCode":-1,"restarts":2,\
      "cpuLimit":0.5,"memoryLimit":1024}]}}\
      """;

  @Test
  void readsAPod() throws Exception {
    NodePod pod = ((StreamEvent.Pod) StreamEventReader.read(POD)).pod();

    assertThat(pod.pod()).isEqualTo(new PodRef("shop", "web", "u1"));
    assertThat(pod.serviceAccount()).isEqualTo(new ServiceAccountRef("shop", "sa"));
    assertThat(pod.account()).contains(new AccountId("111111111111"));
    assertThat(pod.addresses())
        .containsExactlyInAnyOrder(
            InetAddress.getByName("10.0.0.1"), InetAddress.getByName("fd00::1"));
    assertThat(pod.allowed()).isEqualTo(new PodPermissions(true, false, false));
    assertThat(pod.credentialsId()).contains("c");
    assertThat(pod.labels()).isEqualTo(Map.of("a", "b"));
    assertThat(pod.started()).contains(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(pod.containers())
        .singleElement()
        .satisfies(container -> {
          assertThat(container.restarts()).isEqualTo(2);
          assertThat(container.exitCode()).hasValue(-1);
          assertThat(container.cpuLimit()).hasValue(0.5);
          assertThat(container.memoryLimit()).hasValue(1024);
          assertThat(container.finished()).isEmpty();
        });
  }

  @Test
  void readsTheOtherLines() {
    assertThat(StreamEventReader.read("{\"type\":\"synced\"}")).isEqualTo(new StreamEvent.Synced());
    assertThat(StreamEventReader.read("{\"type\":\"alive\"}")).isEqualTo(new StreamEvent.Alive());
    assertThat(StreamEventReader.read("{\"type\":\"gone\",\"uid\":\"u1\"}"))
        .isEqualTo(new StreamEvent.Gone("u1"));
    assertThat(StreamEventReader.read("{\"type\":\"new\"}")).isEqualTo(new StreamEvent.Unknown());
    assertThat(
            StreamEventReader.read(
                """
                {"type":"node","node":{"name":"n","uid":"","cluster":"c","region":"r",\
                "profileRole":"arn:aws:iam::111111111111:role/Node"}}\
                """))
        .isInstanceOfSatisfying(
            StreamEvent.Node.class, node -> assertThat(node.facts().profileRole()).isPresent());
    assertThat(
            StreamEventReader.read(
                "{\"type\":\"issuer\",\"issuer\":\"https://i\",\"keys\":{\"keys\":[]}}"))
        .isInstanceOf(StreamEvent.Issuer.class);
  }

  @Test
  void givesPodsOnTheHostsNetworkNoAddress() {
    StreamEvent event =
        StreamEventReader.read(POD.replace("\"hostNetwork\":false", "\"hostNetwork\":true"));

    assertThat(((StreamEvent.Pod) event).pod().addresses()).isEmpty();
  }

  @Test
  void leavesOutAddressesThatNoPodHas() {
    StreamEvent event =
        StreamEventReader.read(POD.replace("\"10.0.0.1\"", "\"127.0.0.1\",\"0.0.0.0\",\"::1\""));

    assertThat(((StreamEvent.Pod) event).pod().addresses())
        .extracting(InetAddress::getHostAddress)
        .containsExactly("fd00:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "x",
        "{}",
        "{\"type\":1}",
        "{\"type\":\"gone\"}",
        "{\"type\":\"pod\"}",
        "{\"type\":\"pod\",\"pod\":[]}",
        "{\"type\":\"issuer\",\"issuer\":\"i\",\"keys\":{}}",
        "{\"type\":\"issuer\",\"keys\":{\"keys\":[]}}",
        "{\"type\":\"node\",\"node\":{\"name\":\"n\"}}",
        "{\"type\":\"synced\"} {\"type\":\"synced\"}"
      })
  void doesNotReadHalfOfALine(String line) {
    assertThat(StreamEventReader.read(line)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"serviceAccount\":\"sa\"|\"serviceAccount\":\"\"",
        "\"serviceAccount\":\"sa\"|\"serviceAccount\":null",
        "\"account\":\"111111111111\"|\"account\":\"1\"",
        "[\"10.0.0.1\",\"fd00::1\"]|[\"localhost\"]",
        "[\"10.0.0.1\",\"fd00::1\"]|[7]",
        "[\"10.0.0.1\",\"fd00::1\"]|\"10.0.0.1\"",
        "\"hostNetwork\":false|\"hostNetwork\":\"no\"",
        "{\"imds\":true}|{\"imds\":1}",
        "{\"imds\":true}|true",
        "\"shape\":\"s\"|\"shape\":[]",
        "{\"a\":\"b\"}|{\"a\":1}",
        "2026-03-01T12:00:00Z\",\"of|yesterday\",\"of",
        "\"restarts\":2|\"restarts\":0.5",
        "\"restarts\":2|\"restarts\":1e99999999",
        "\"memoryLimit\":1024|\"memoryLimit\":\"1\""
      })
  void takesAPodThatIsHalfRightForNone(String change) {
    String[] parts = change.split("\\|", 2);
    String line = POD.replace(parts[0], parts[1]);

    assertThat(line).isNotEqualTo(POD);
    assertThat(StreamEventReader.read(line))
        .isInstanceOfSatisfying(
            Unreadable.class, bad -> assertThat(bad.pod()).isEqualTo(Optional.of("u1")));
  }

  @Test
  void readsNoEndlessTextsAndLists() {
    assertThat(StreamEventReader.read(POD.replace("\"s\"", "\"" + "s".repeat(5_000) + "\"")))
        .isInstanceOf(Unreadable.class);
    assertThat(
            StreamEventReader.read(
                POD.replace("\"10.0.0.1\"", "\"10.0.0.1\",".repeat(600) + "\"10.0.0.1\"")))
        .isInstanceOf(Unreadable.class);
    assertThat(StreamEventReader.read("{\"type\":" + "[".repeat(100_000)))
        .isInstanceOf(Unreadable.class);
  }
}
