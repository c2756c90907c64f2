package dev.rolecall.sts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.limit.BodyQuota;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArrivedBytesTest {
  private static final int LIMIT = 1 << 20;

  private final BodyQuota quota = new BodyQuota(8 << 20, LIMIT);
  private final ArrivedBytes arrived = new ArrivedBytes("a", LIMIT, quota);

  @Test
  void hasAllThatWasAddedByteByByte() {
    byte[] sent = new byte[5000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) i;
      assertThat(arrived.add(Buffer.buffer(new byte[] {(byte) i}))).isTrue();
    }
    assertThat(arrived.whole()).isEqualTo(sent);
  }

  @Test
  void chargesAllThatIsHeldAndGivesItBack() {
    byte[] part = new byte[400_000];
    Arrays.fill(part, (byte) 'x');
    assertThat(arrived.add(Buffer.buffer(part))).isTrue();
    assertThat(arrived.add(Buffer.buffer("y"))).isTrue();
    assertThat(arrived.length()).isEqualTo(400_001);
    assertThat(quota.take("a", LIMIT - 800_000 + 1)).isFalse();
    assertThat(arrived.whole()).hasSize(400_001).endsWith('x', 'y');

    arrived.release();
    arrived.release();
    assertThat(quota.take("a", LIMIT)).isTrue();
  }

  @Test
  void takesTheLargestInAnyParts() {
    for (int left = LIMIT; left > 0; left -= 1 << 16) {
      assertThat(arrived.add(Buffer.buffer(new byte[1 << 16]))).isTrue();
    }
    assertThat(arrived.whole()).hasSize(LIMIT);
  }

  @Test
  void leavesLittleToEachHoweverManyTakeTheRest() {
    assertThat(quota.take("b", LIMIT)).isTrue();
    for (int i = 0; i < 64; i++) {
      quota.take("other " + i, Math.min(LIMIT, (8 << 20) / 2 >> i % 12));
    }
    assertThat(arrived.add(Buffer.buffer(new byte[1500]))).isTrue();
    assertThat(arrived.add(Buffer.buffer(new byte[548]))).isTrue();
  }
}
