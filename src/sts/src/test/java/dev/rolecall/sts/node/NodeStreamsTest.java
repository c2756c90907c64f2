package dev.rolecall.sts.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.binding.CredentialShapes;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.http.AnswerStream;
import dev.rolecall.sts.issuer.EmbeddedIssuer;
import dev.rolecall.sts.podidentity.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeStreamsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final String KEY =
      """
      {"kty":"EC","crv":"P-256","kid":"k","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
       "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}\
      """;

  private final MovableClock clock = MovableClock.at(NOW);
  private final FakeDirectories directories = new FakeDirectories();
  private final NodeStreams streams =
      NodeStreams.start(
          new NodeView(
              directories,
              new CredentialShapes(directories.resources(), "lab"),
              EmbeddedIssuer.of("https://issuer.example.com", KEY)),
          new StreamLines("rolecall", "us-east-1"),
          2,
          clock);

  @BeforeEach
  void observe() {
    directories.nodes().observe(streams);
  }

  @AfterEach
  void close() {
    streams.close();
  }

  @Test
  void tellsOfAPodThatComesAndGoes() {
    FakeSink sink = open("agent");
    assertThat(hear(sink, "synced")).isNotEmpty();

    Workload web = directories.live("web-0");
    assertThat(hear(sink, "pod")).singleElement().asString().contains("web-0");
    directories.end(web);
    assertThat(hear(sink, "gone")).hasSize(1);
  }

  @Test
  void opensNoMoreThanThereIsRoomForAndOneAgainForWhoHasOne() {
    FakeSink first = open("agent-0");
    open("agent-1");

    assertThat(streams.open(agent("agent-2"))).isEmpty();
    FakeSink again = open("agent-0");
    assertThat(hear(again, "synced")).isNotEmpty();
    await().until(() -> first.howEnded().equals("ended"));
    assertThat(streams.open(agent("agent-2"))).isEmpty();
  }

  @Test
  void hasRoomAgainOnceOneIsClosed() {
    open("agent-0");
    AnswerStream second = streams.open(agent("agent-1")).orElseThrow();
    second.closed();

    assertThat(streams.open(agent("agent-2"))).isPresent();
  }

  /** Its end must not take the place of the one that came after it. */
  @Test
  void endOfAReplacedStreamLeavesTheNewOne() {
    AnswerStream first = streams.open(agent("agent-0")).orElseThrow();
    FakeSink second = open("agent-0");
    assertThat(hear(second, "synced")).isNotEmpty();
    first.closed();

    directories.live("web-0");
    assertThat(hear(second, "pod")).hasSize(1);
  }

  /** Otherwise it would hold its connection and hear nothing, counted by nobody. */
  @Test
  void streamThatIsReplacedBeforeItBeginsEnds() {
    AnswerStream first = streams.open(agent("agent-0")).orElseThrow();
    FakeSink second = open("agent-0");
    assertThat(hear(second, "synced")).isNotEmpty();
    FakeSink late = new FakeSink();
    first.opened(late);

    await().until(() -> late.howEnded().equals("ended"));
    assertThat(late.lines()).isEmpty();
  }

  /** An agent that is not told keeps credentials of what a pod was allowed before. */
  @Test
  void tellsOfAChangeAlsoWhereTheClockWasSetBack() {
    FakeSink sink = open("agent");
    directories.live("web-0");
    assertThat(hear(sink, "pod")).hasSize(1);
    directories.openImds();
    streams.anyChanged();
    clock.advance(Duration.ofSeconds(2));
    assertThat(hear(sink, "pod")).singleElement().asString().contains("\"imds\":true");

    directories.resources().add(InMemoryResources.account("111111111111", "acme"));
    streams.anyChanged();
    clock.advance(Duration.ofHours(-1));

    assertThat(hear(sink, "pod")).singleElement().asString().contains("\"imds\":false");
  }

  @Test
  void cutsOffAnAgentThatDoesNotRead() {
    FakeSink sink = open("agent");
    await().until(() -> !sink.lines().isEmpty());

    clock.advance(Duration.ofSeconds(11));

    await().until(() -> sink.howEnded().equals("cut"));
    assertThat(streams.open(agent("agent-1"))).isPresent();
    assertThat(streams.open(agent("agent-2"))).isPresent();
  }

  private FakeSink open(String name) {
    FakeSink sink = new FakeSink();
    Optional<AnswerStream> stream = streams.open(agent(name));
    stream.orElseThrow().opened(sink);
    return sink;
  }

  private Agent.OfNode agent(String name) {
    Workload plain = InMemoryWorkloads.pod("rolecall-system", name, "agent");
    directories.workloads().add(plain);
    return new Agent.OfNode(plain, NOW.plus(Duration.ofHours(1)));
  }

  /** Reads until a line of this type came. */
  private static List<String> hear(FakeSink sink, String type) {
    return await()
        .until(
            () -> {
              sink.read();
              return sink.lines().stream()
                  .filter(line -> line.startsWith("{\"type\":\"" + type + "\""))
                  .toList();
            },
            lines -> !lines.isEmpty());
  }
}
