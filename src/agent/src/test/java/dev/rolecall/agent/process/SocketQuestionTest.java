package dev.rolecall.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SocketQuestionTest {
  private static final SocketEnds ENDS =
      new SocketEnds(
          new InetSocketAddress("169.254.170.23", 40_001),
          new InetSocketAddress("169.254.170.23", 80));

  private final SocketQuestion question = new SocketQuestion(ENDS);

  @Test
  void readsTheGroupOfTheVerySocket() {
    assertThat(question.answer(answer(1, 40_001, 80))).isEqualTo(new SocketGroup.Of(4_711));
  }

  @Test
  void doesNotBelieveAnAnswerAboutAnotherSocketOrOneThatIsNotConnected() {
    for (int state = 2; state < 13; state++) {
      assertThat(question.answer(answer(state, 40_001, 80))).isEqualTo(new SocketGroup.NoSocket());
    }
    assertThat(question.answer(answer(1, 40_002, 80))).isEqualTo(new SocketGroup.NoSocket());
    assertThat(question.answer(answer(1, 40_001, 8491))).isEqualTo(new SocketGroup.NoSocket());
  }

  @Test
  void survivesAnswersThatEndAnywhere() {
    byte[] whole = answer(1, 40_001, 80);
    for (int length = 0; length < whole.length; length++) {
      assertThat(question.answer(Arrays.copyOf(whole, length)))
          .isNotInstanceOf(SocketGroup.Of.class);
    }
  }

  @Test
  void tellsErrorsApart() {
    assertThat(question.answer(error(2))).isEqualTo(new SocketGroup.NoSocket());
    assertThat(question.answer(error(1))).isInstanceOf(SocketGroup.Untold.class);
    for (int passing : new int[] {0, 4, 11, 12, 23, 24, 28, 105}) {
      assertThat(question.answer(error(passing))).isInstanceOf(SocketGroup.NotNow.class);
    }
    assertThat(question.answer(Arrays.copyOf(answer(1, 40_001, 80), 0)))
        .isInstanceOf(SocketGroup.NotNow.class);
  }

  private static byte[] error(int number) {
    return ByteBuffer.allocate(36)
        .order(ByteOrder.nativeOrder())
        .putInt(36)
        .putShort((short) 2)
        .putShort((short) 0)
        .putLong(0)
        .putInt(-number)
        .array();
  }

  /** As Linux 6.18 has it, with another attribute before. */
  private static byte[] answer(int state, int ownPort, int otherPort) {
    ByteBuffer bytes = ByteBuffer.allocate(108).order(ByteOrder.nativeOrder());
    bytes.putInt(108).putShort((short) 20).putShort((short) 0).putInt(0).putInt(1234);
    bytes.put((byte) 2).put((byte) state).putShort((short) 0).order(ByteOrder.BIG_ENDIAN);
    bytes.putShort((short) ownPort).putShort((short) otherPort);
    byte[] address = Arrays.copyOf(new byte[] {(byte) 169, (byte) 254, (byte) 170, 23}, 16);
    bytes.put(address).put(address).position(88).order(ByteOrder.nativeOrder());
    bytes.putShort((short) 5).putShort((short) 5).putInt(0);
    return bytes.putShort((short) 12).putShort((short) 21).putLong(4_711).array();
  }
}
