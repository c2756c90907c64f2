package dev.rolecall.audit;

import static dev.rolecall.fakes.AuditEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.AuditEvents;
import dev.rolecall.fakes.CloudTrailShape;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class JsonLinesAuditTest {
  private static final Bounds WAITING = new Bounds(8192, 16L << 20);
  private static final AuditEvent START = StartEvent.of("sts", NOON, "start");

  private final Lines written = new Lines();
  private final Lines lastResort = new Lines();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);

  /** Keeps what it is given, or fails, or waits. */
  private static final class Lines implements AuditOutput {
    private final StringBuffer text = new StringBuffer();
    private final AtomicBoolean full = new AtomicBoolean();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private volatile CountDownLatch open = new CountDownLatch(0);

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (open.getCount() > 0) {
        waiting.countDown();
      }
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (full.get()) {
        throw new IOException("No space left on device");
      }
      text.append(StandardCharsets.US_ASCII.decode(lines));
    }

    @Override
    public void close() {}

    List<String> lines() {
      return text.toString().lines().toList();
    }
  }

  @Test
  void writesEachEventInALineOfCloudTrailsShape() throws Exception {
    try (JsonLinesAudit audit = writing(written)) {
      assertThat(audit.record(AuditEvents.granted())).isTrue();
      assertThat(audit.record(refusal(1))).isTrue();
    }

    assertThat(written.lines()).hasSize(3);
    for (String line : written.lines()) {
      CloudTrailShape.assertRecord((JsonObject) Json.parse(line));
    }
    assertThat(written.lines().get(1)).contains("\"decision\":\"Allow\"");
    assertThat(written.lines().get(2)).contains("\"errorCode\":\"AccessDenied\"");
    assertThat(
            written.lines().stream()
                .map(line -> line.replaceAll(".*\"eventID\":\"([^\"]+)\".*", "$1"))
                .collect(Collectors.toSet()))
        .hasSize(3);
  }

  @Test
  void grantsNothingBeforeItHasWritten() {
    written.full.set(true);
    try (JsonLinesAudit audit = new JsonLinesAudit(written, around(), nanos::get)) {
      assertThat(audit.record(AuditEvents.granted())).isFalse();
      audit.start(START);
      assertThat(audit.record(AuditEvents.granted())).isFalse();
      assertThat(audit.isWriting()).isFalse();

      written.full.set(false);
      Awaitility.await().until(() -> audit.record(AuditEvents.granted()));
    }
  }

  @Test
  void aFloodOfRefusalsIsCountedAndCostsNoAllow() {
    int flood = 20_000;
    try (JsonLinesAudit audit = writing(written)) {
      written.open = new CountDownLatch(1);
      for (int i = 0; i < flood; i++) {
        assertThat(audit.record(refusal(i))).isTrue();
      }
      assertThat(audit.record(AuditEvents.granted())).isTrue();
      written.open.countDown();
    }

    List<String> lines = written.lines();
    assertThat(lines)
        .anyMatch(line -> line.contains("\"decision\":\"Allow\",\"reason\":\"because"));
    long whole =
        lines.stream()
            .filter(line -> line.contains("errorCode"))
            .filter(line -> !line.contains("\"count\""))
            .count();
    long counted =
        lines.stream()
            .flatMap(line -> Pattern.compile("\"count\":([0-9]+)").matcher(line).results())
            .mapToLong(match -> Long.parseLong(match.group(1)))
            .sum();
    assertThat(whole + counted).isEqualTo(flood);
    assertThat(lines).hasSizeLessThan(5000);
  }

  @Test
  void refusesAnAllowThatItHasNoRoomFor() {
    try (JsonLinesAudit audit = writing(written)) {
      written.open = new CountDownLatch(1);
      Awaitility.await().until(() -> !fill(audit));
      assertThat(audit.record(AuditEvents.granted())).isFalse();

      written.open.countDown();
      Awaitility.await().until(() -> audit.record(AuditEvents.granted()));
    }
  }

  /** As to a pipe that nobody reads, or a disk that is gone. */
  @Test
  void writesNothingWhileAWriteHangs() throws Exception {
    try (JsonLinesAudit audit = writing(written)) {
      written.open = new CountDownLatch(1);
      assertThat(audit.record(AuditEvents.granted())).isTrue();
      written.waiting.await();
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
      assertThat(audit.isWriting()).isTrue();
      assertThat(audit.record(AuditEvents.granted())).isTrue();

      nanos.incrementAndGet();
      assertThat(audit.isWriting()).isFalse();
      assertThat(audit.record(AuditEvents.granted())).isFalse();
      assertThat(audit.record(refusal(1))).isTrue();
      assertThat(audit.hasFailed()).isFalse();

      written.open.countDown();
      Awaitility.await().until(audit::isWriting);
      assertThat(audit.record(AuditEvents.granted())).isTrue();
    }
    assertThat(written.lines()).hasSize(5);
  }

  /** Whatever time passes between writes. */
  @Test
  void hangsNotWhileNothingIsToBeWritten() {
    try (JsonLinesAudit audit = writing(written)) {
      nanos.addAndGet(TimeUnit.DAYS.toNanos(1));
      Awaitility.await().until(audit::isWriting);
      assertThat(audit.record(AuditEvents.granted())).isTrue();
    }
  }

  /** Of long lines fewer wait, and of refusals half as much. */
  @Test
  void boundsWhatWaitsInBytes() {
    AuditEvent long100k = withDetails(Map.of(AuditFields.AGENT, "x".repeat(100_000)));
    try (JsonLinesAudit audit = writing(written)) {
      written.open = new CountDownLatch(1);
      int accepted = 0;
      while (audit.record(long100k)) {
        accepted++;
      }
      // What the writer has taken does not wait any more.
      assertThat(accepted).isBetween(160, 180);
      assertThat(audit.record(refusal(1))).as("is counted").isTrue();
      assertThat(audit.waiting()).isLessThan(168);
      written.open.countDown();
    }

    assertThat(written.lines())
        .filteredOn(line -> line.contains("errorCode"))
        .singleElement()
        .asString()
        .contains("\"count\":1");
  }

  /** Each on a thread of its own, as those that serve are, and with words of its own. */
  @Test
  void writesEveryLineOfManyThreadsWhole() throws Exception {
    int threads = 4;
    int each = 1_000;
    AtomicInteger accepted = new AtomicInteger();
    try (JsonLinesAudit audit = writing(written);
        ExecutorService serving = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int thread = i;
        serving.execute(() -> accepted.addAndGet(recordAll(audit, thread, each)));
      }
    }
    assertThat(accepted).hasValue(threads * each);
    assertThat(written.lines()).hasSize(1 + threads * each);

    for (int thread = 0; thread < threads; thread++) {
      Lines alone = new Lines();
      try (JsonLinesAudit audit = writing(alone)) {
        recordAll(audit, thread, each);
      }
      String session = "/session-of-" + thread + "\"";
      assertThat(withoutIds(written).filter(line -> line.contains(session)))
          .containsExactlyElementsOf(withoutIds(alone).skip(1).toList());
    }
  }

  private static int recordAll(JsonLinesAudit audit, int thread, int each) {
    int accepted = 0;
    for (int i = 0; i < each; i++) {
      AuditEvent event = AuditEvents.granted("session-of-" + thread, "request-" + thread + "-" + i);
      accepted += audit.record(event) ? 1 : 0;
    }
    return accepted;
  }

  private static Stream<String> withoutIds(Lines lines) {
    return lines.lines().stream().map(line -> line.replaceAll("\"eventID\":\"[^\"]+\"", ""));
  }

  private static boolean fill(JsonLinesAudit audit) {
    boolean accepted = true;
    for (int i = 0; i < WAITING.entries(); i++) {
      accepted = audit.record(AuditEvents.granted());
    }
    return accepted;
  }

  @Test
  void keepsWhatItAcceptedUntilItCanBeWritten() {
    try (JsonLinesAudit audit = writing(written)) {
      written.full.set(true);
      audit.record(AuditEvents.granted());
      Awaitility.await().until(() -> !audit.isWriting());
      assertThat(audit.record(AuditEvents.granted())).isFalse();
      assertThat(audit.record(refusal(1))).isTrue();

      written.full.set(false);
      Awaitility.await().until(audit::isWriting);
    }

    assertThat(written.lines()).hasSize(3);
    assertThat(written.lines().get(1)).contains("\"decision\":\"Allow\",\"reason\":\"because\"");
    assertThat(lastResort.lines()).isEmpty();
  }

  @Test
  void givesTheLastResortWhatCannotBeWrittenAtTheEnd() {
    try (JsonLinesAudit audit = writing(written)) {
      written.full.set(true);
      audit.record(AuditEvents.granted());
      Awaitility.await().until(() -> !audit.isWriting());
    }

    assertThat(lastResort.lines())
        .singleElement()
        .asString()
        .contains("\"decision\":\"Allow\",\"reason\":\"because\"");
  }

  /** One that is handed over when nobody writes any more. */
  @Test
  void acceptsNoAllowThatComesTooLateToBeWritten() throws Exception {
    JsonLinesAudit audit = writing(written);
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AuditEvent slow =
        withDetails(
            new AbstractMap<>() {
              @Override
              public Set<Entry<String, Object>> entrySet() {
                looked.countDown();
                try {
                  ended.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return Set.of();
              }
            });
    FutureTask<Boolean> accepted = new FutureTask<>(() -> audit.record(slow));
    Thread.ofVirtual().start(accepted);
    looked.await();
    audit.close();
    ended.countDown();

    assertThat(accepted.get()).isFalse();
    assertThat(written.lines()).hasSize(1);
  }

  private static AuditEvent withDetails(Map<String, Object> details) {
    AuditEvent event = AuditEvents.granted();
    return new AuditEvent(
        event.time(),
        event.call(),
        event.identity(),
        event.outcome(),
        event.resource(),
        event.account(),
        event.requestParameters(),
        event.responseElements(),
        details);
  }

  @Test
  void grantsNothingOnceThePipeIsClosed() throws Exception {
    Pipe pipe = Pipe.open();
    OutputStream sink = Channels.newOutputStream(pipe.sink());
    try (JsonLinesAudit audit = writing(new StreamOutput(sink))) {
      pipe.source().close();
      Awaitility.await().until(() -> !audit.record(AuditEvents.granted()));
      assertThat(audit.isWriting()).isFalse();
    }
  }

  static boolean thereIsAFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("thereIsAFullDevice")
  void grantsNothingOnAFullDisk() throws Exception {
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      try (JsonLinesAudit audit =
          new JsonLinesAudit(new StreamOutput(full), around(), nanos::get)) {
        audit.start(START);
        assertThat(audit.record(AuditEvents.granted())).isFalse();
      }
    }
    assertThat(lastResort.lines()).singleElement().asString().contains("StartAudit");
  }

  private JsonLinesAudit writing(AuditOutput out) {
    JsonLinesAudit audit = new JsonLinesAudit(out, around(), nanos::get);
    audit.start(START);
    Awaitility.await().until(audit::isWriting);
    return audit;
  }

  private JsonLinesAudit.Surroundings around() {
    return new JsonLinesAudit.Surroundings(
        () -> "eu-west-1",
        Clock.fixed(NOON, ZoneOffset.UTC),
        UUID::randomUUID,
        lastResort,
        WAITING);
  }

  private static AuditEvent refusal(int i) {
    return AuditEvents.refused("10.0." + i % 100 + ".1", "AccessDenied", "", NOON);
  }
}
