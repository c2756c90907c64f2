package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class JsonLinesAuditTest {
  @Test
  void writesALineForEachEvent() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonLinesAudit audit = new JsonLinesAudit(out)) {
      assertThat(audit.record(event("Allow"))).isTrue();
      assertThat(audit.record(event("AccessDenied"))).isTrue();
    }

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"time\":\"2026-03-01T12:00:00Z\",\"requestId\":\"id\",\"action\":\"sts:X\","
                + "\"outcome\":\"Allow\",\"reason\":\"because\\n\",\"pod\":\"web-0\","
                + "\"unverified\":{\"roleArn\":\"x\"}}",
            "{\"time\":\"2026-03-01T12:00:00Z\",\"requestId\":\"id\",\"action\":\"sts:X\","
                + "\"outcome\":\"AccessDenied\",\"reason\":\"because\\n\",\"pod\":\"web-0\","
                + "\"unverified\":{\"roleArn\":\"x\"}}");
  }

  @Test
  void aFloodOfDenialsIsCountedAndCostsNoAllow() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonLinesAudit audit = new JsonLinesAudit(waitingFor(blocked, out))) {
      for (int i = 0; i < 20_000; i++) {
        audit.record(event("AccessDenied"));
      }
      assertThat(audit.record(event("AccessDenied"))).isFalse();
      assertThat(audit.record(event("Allow"))).isTrue();
      blocked.countDown();
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"outcome\":\"Allow\"")
        .containsPattern("\"outcome\":\"merged\"");
  }

  @Test
  void acceptsNothingOnceItCannotWrite() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };
    try (JsonLinesAudit audit = new JsonLinesAudit(broken)) {
      audit.record(event("Allow"));
      Awaitility.await().until(() -> !audit.record(event("Allow")));
      assertThat(audit.isWriting()).isFalse();
    }
  }

  @Test
  void acceptsNothingOnceItsWriterHasFailedInAnyWay() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("broken");
          }
        };
    try (JsonLinesAudit audit = new JsonLinesAudit(broken)) {
      assertThat(audit.isWriting()).isTrue();
      audit.record(event("Allow"));
      Awaitility.await().until(() -> !audit.isWriting());
      assertThat(audit.record(event("Allow"))).isFalse();
    }
  }

  private static OutputStream waitingFor(CountDownLatch latch, OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          latch.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        out.write(bytes, offset, length);
      }
    };
  }

  private static AuditEvent event(String outcome) {
    return new AuditEvent(
        Instant.parse("2026-03-01T12:00:00Z"),
        "id",
        "sts:X",
        outcome,
        "because\n",
        Map.of("pod", "web-0"),
        Map.of("roleArn", "x"));
  }
}
