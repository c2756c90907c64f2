package dev.rolecall.sts.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.CredentialShapes;
import dev.rolecall.directory.ContainerStatus;
import dev.rolecall.directory.Node;
import dev.rolecall.directory.PodStatus;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.issuer.EmbeddedIssuer;
import dev.rolecall.sts.node.NodeStream.End;
import dev.rolecall.sts.podidentity.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeStreamTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final String KEY =
      """
      {"kty":"EC","crv":"P-256","kid":"k","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
       "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}\
      """;

  private final MovableClock clock = MovableClock.at(NOW);
  private final FakeDirectories directories = new FakeDirectories();
  private final FakeSink sink = new FakeSink();
  private final Workload agent = InMemoryWorkloads.pod("rolecall-system", "agent", "agent");
  private final NodeStream stream =
      new NodeStream(
          new Agent.OfNode(agent, NOW.plus(Duration.ofHours(1))),
          new NodeView(
              directories,
              new CredentialShapes(directories.resources(), "lab"),
              EmbeddedIssuer.of("https://issuer.example.com", KEY)),
          new StreamLines("rolecall", "us-east-1"));

  @BeforeEach
  void live() {
    directories.workloads().add(agent);
  }

  @Test
  void tellsTheWholeAndThenWhatChanges() {
    Workload web = directories.live("web-0");
    stream.open(sink, NOW);
    assertThat(run())
        .extracting(NodeStreamTest::type)
        .containsExactly("node", "issuer", "pod", "synced");

    Workload late = directories.live("late-0");
    stream.lookAt(late.pod().uid());
    stream.lookAt(web.pod().uid());
    assertThat(run()).singleElement().asString().contains("\"name\":\"late-0\"");

    directories.end(web);
    stream.lookAt(web.pod().uid());
    assertThat(run()).containsExactly("{\"type\":\"gone\",\"uid\":\"uid-of-web-0\"}");
    stream.lookAt(web.pod().uid());
    assertThat(run()).isEmpty();
  }

  @Test
  void podThatCannotBeToldKeepsNobodyElseFromBeingTold() {
    Workload web = directories.live("web-0");
    directories.live("web-1");
    ContainerStatus endless =
        new ContainerStatus(
            "main", "", "", "", null, null, null, 0, Double.POSITIVE_INFINITY, null);
    directories
        .nodes()
        .put(
            "node-1",
            web.pod().uid(),
            new PodStatus(List.of(), false, null, null, List.of(endless)));
    stream.open(sink, NOW);

    List<String> lines = run();

    assertThat(lines)
        .extracting(NodeStreamTest::type)
        .containsExactly("node", "issuer", "pod", "synced");
    assertThat(lines.get(2)).contains("web-1");
  }

  @Test
  void saysThatAnEmptyNodeIsSynced() {
    stream.open(sink, NOW);

    assertThat(run()).extracting(NodeStreamTest::type).containsExactly("node", "issuer", "synced");
  }

  /** No event says that a pod outlived its deletion. */
  @Test
  void podGoesByTimeAlone() {
    Workload web = directories.live("web-0", NOW.plusSeconds(30));
    stream.open(sink, NOW);
    run();
    tick();
    assertThat(run()).isEmpty();

    directories.workloads().end(web.pod().uid(), "deleted 60 s ago");
    tick();

    assertThat(run()).singleElement().asString().contains("\"gone\"", "uid-of-web-0");
  }

  @Test
  void tellsAPodAgainWhereItsAccountOpensAWayAndNotWhereNothingChanged() {
    directories.live("web-0");
    stream.open(sink, NOW);
    String before = run().get(2);
    stream.lookAtAll();
    assertThat(run()).isEmpty();

    directories.openImds();
    stream.lookAtAll();

    String after = run().getFirst();
    assertThat(after).contains("\"imds\":true");
    assertThat(shape(after)).isNotEqualTo(shape(before));
  }

  @Test
  void tellsTheNodeAgainWhereItChanges() {
    stream.open(sink, NOW);
    run();
    directories
        .nodes()
        .put(new Node("node-1", "uid-1", Map.of("topology.kubernetes.io/zone", "z")));
    stream.lookAtNode();

    assertThat(run()).singleElement().asString().contains("\"zone\":\"z\"");
  }

  @Test
  void saysThatItIsAliveAfterFiveSecondsOfSilence() {
    stream.open(sink, NOW);
    run();

    clock.advance(Duration.ofMillis(4999));
    tick();
    assertThat(run()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    tick();
    assertThat(run()).containsExactly("{\"type\":\"alive\"}");
    tick();
    assertThat(run()).isEmpty();
  }

  /** What waits is only which pods to look at: never a line for each change. */
  @Test
  void holdsNothingForAReaderThatDoesNotReadAndCutsItOff() {
    Workload web = directories.live("web-0");
    stream.open(sink, NOW);
    stream.step(NOW, stream::taken);
    assertThat(sink.lines()).isNotEmpty();
    for (int i = 0; i < 1000; i++) {
      directories.live("web-0");
      stream.lookAt(web.pod().uid());
      stream.lookAtAll();
      assertThat(stream.isDue()).isFalse();
    }
    clock.advance(Duration.ofSeconds(10));
    tick();
    assertThat(stream.end(clock.instant())).isEmpty();
    assertThat(sink.lines()).isEmpty();

    clock.advance(Duration.ofMillis(1));
    assertThat(stream.end(clock.instant())).contains(End.NOT_READ);
    stream.close(End.NOT_READ);
    assertThat(sink.howEnded()).isEqualTo("cut");
  }

  @Test
  void tellsManyPodsInSeveralParts() {
    IntStream.range(0, 200).forEach(i -> directories.live("web-" + i));
    stream.open(sink, NOW);
    stream.step(NOW, stream::taken);
    assertThat(sink.lines()).hasSizeLessThan(100);
    assertThat(stream.isDue()).isFalse();
    sink.read();

    List<String> rest = run();

    assertThat(rest).hasSizeGreaterThan(100);
    assertThat(type(rest.getLast())).isEqualTo("synced");
  }

  /** Whoever edits resources without an end must not keep agents from being ready. */
  @Test
  void isSyncedHoweverOftenAllIsLookedAtAgain() {
    IntStream.range(0, 200).forEach(i -> directories.live("web-" + i));
    stream.open(sink, NOW);
    for (int i = 0; i < 10; i++) {
      stream.step(NOW, stream::taken);
      sink.read();
      stream.lookAtAll();
    }
    List<String> told = sink.lines();

    assertThat(told).filteredOn(line -> type(line).equals("synced")).hasSize(1);
    assertThat(told.subList(0, 202)).extracting(NodeStreamTest::type).doesNotContain("synced");
  }

  @Test
  void endsWithTheTokenAndWithTheAgentsPod() {
    stream.open(sink, NOW);
    assertThat(stream.end(NOW)).isEmpty();
    assertThat(stream.end(NOW.plus(Duration.ofHours(1)))).contains(End.NO_LONGER_PROVED);

    directories.workloads().end(agent.pod().uid(), "deleted");
    assertThat(stream.end(NOW)).contains(End.NO_LONGER_PROVED);
    stream.close(End.NO_LONGER_PROVED);
    assertThat(sink.howEnded()).isEqualTo("ended");
  }

  /** Labels are told up to a number, so that a line has a bound. */
  @Test
  void tellsABoundedNumberOfLabels() {
    Workload plain = InMemoryWorkloads.pod("acme", "web-0", "web");
    Map<String, String> labels = new HashMap<>();
    IntStream.range(0, 5000).forEach(i -> labels.put("label-" + i, "x"));
    directories.live("web-0");
    directories
        .workloads()
        .add(
            new Workload(
                plain.pod(), plain.serviceAccount(), plain.node(), labels, Map.of(), Map.of()));
    stream.open(sink, NOW);

    assertThat(run().get(2)).hasSizeLessThan(2000);
  }

  private List<String> run() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sink.read();
      lines.addAll(sink.lines());
      if (stream.isDue()) {
        stream.step(clock.instant(), stream::taken);
      }
    }
    return lines;
  }

  private void tick() {
    stream.tick(clock.instant(), stream::taken);
  }

  private static String type(String line) {
    return line.split("\"", -1)[3];
  }

  private static String shape(String line) {
    return line.split("\"shape\":\"", -1)[1].substring(0, 22);
  }
}
