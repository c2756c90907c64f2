package dev.rolecall.agent.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionWatchTest {
  private static final String FIRST = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String SECOND = "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n";

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final HeadRoom room = new HeadRoom(1 << 20, 0);
  private int refused;
  private final ConnectionWatch watch =
      new ConnectionWatch(channel, room.share("a"), () -> refused++);
  private final List<String> arrived = new ArrayList<>();
  private boolean answersAtOnce;

  @BeforeEach
  void serve() {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(
            watch,
            new HttpRequestDecoder(),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpRequest request) {
                  arrive(request);
                }
                ReferenceCountUtil.release(message);
              }
            });
  }

  private void arrive(HttpRequest request) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    request.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    arrived.add(request.uri());
    watch.arrived(headers);
    if (answersAtOnce) {
      watch.answered();
    }
  }

  @Test
  void closesWhatHasNoRoomAndGivesRoomBack() {
    HeadRoom little = new HeadRoom(4_096, 0);
    HeadRoom.Share other = little.share("b");
    EmbeddedChannel slow = new EmbeddedChannel();
    slow.pipeline().addLast(new ConnectionWatch(slow, little.share("a"), () -> refused++));

    slow.writeInbound(Unpooled.copiedBuffer("GET /1 HTTP/1.1\r\na: b\r\n", US_ASCII));
    assertThat(slow.isActive()).isTrue();
    assertThat(other.resize(4_096)).isFalse();
    slow.writeInbound(Unpooled.copiedBuffer("a: b\r\n".repeat(30), US_ASCII));

    assertThat(slow.isActive()).isFalse();
    assertThat(refused).isOne();
    assertThat(other.resize(4_096)).isTrue();
  }

  @Test
  void takesNoRoomForWhatIsAnswered() {
    answersAtOnce = true;
    channel.writeInbound(Unpooled.copiedBuffer(FIRST + SECOND, US_ASCII));
    channel.runPendingTasks();

    assertThat(arrived).hasSize(2);
    assertThat(room.share("b").resize(1 << 20)).isTrue();
    assertThat(refused).isZero();
  }

  @Test
  void endsAHeadThatComesByteByByte() {
    for (int second = 0; second < 5; second++) {
      read("G");
      assertThat(channel.isOpen()).isTrue();
      advance(1);
    }

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void letsAConnectionBeIdleBeforeItsFirstRequest() {
    advance(60);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void waitsForTheAnswerAsLongAsItTakes() {
    read(FIRST);
    read("G");
    advance(60);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void watchesTheNextRequestToo() {
    read(FIRST);
    watch.answered();
    advance(60);
    read("G");
    advance(5);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void watchesAHeadThatBeganBehindAnUnansweredRequest() {
    read(FIRST);
    read("GET /2");
    watch.answered();
    advance(5);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void watchesAHeadThatBeganInTheSameReadAsAnotherEnded() {
    answersAtOnce = true;
    read(FIRST + "GET /2");
    advance(5);

    assertThat(arrived).containsExactly("/1");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void needsNoClockForAHeadThatComesWhole() {
    answersAtOnce = true;
    read(FIRST);

    assertThat(arrived).containsExactly("/1");
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", FIRST})
  void endsAHeadOfMoreLinesThanClientsSend(String before) {
    answersAtOnce = true;
    read(before + "GET /2 HTTP/1.1\r\n" + "a:\r\n".repeat(ConnectionWatch.MOST_LINES));

    assertThat(arrived).hasSize(before.isEmpty() ? 0 : 1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void countsLinesThatComeOneByOne() {
    read("GET / HTTP/1.1\r\n");
    for (int line = 1; line < ConnectionWatch.MOST_LINES; line++) {
      read("a:\r\n");
    }
    assertThat(channel.isOpen()).isTrue();
    read("a:\r\n");

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void countsTheLinesOfEachHeadAlone() {
    answersAtOnce = true;
    String lines = "a:\r\n".repeat(ConnectionWatch.MOST_LINES - 2);
    read(("GET / HTTP/1.1\r\n" + lines + "\r\n").repeat(3));

    assertThat(arrived).hasSize(3);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void letsOneRequestInAtATime() {
    read(FIRST + SECOND);
    assertThat(arrived).containsExactly("/1");

    watch.answered();
    channel.runPendingTasks();
    assertThat(arrived).containsExactly("/1", "/2");
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void readsNoMoreWhileSomethingWaits() {
    read(FIRST);
    read(SECOND);

    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void keepsTheOrderOfWhatWaits() {
    read(FIRST);
    read("GET /2 HTTP/1.1\r\nHost:");
    read(" a\r\n\r\n");
    watch.answered();
    channel.runPendingTasks();

    assertThat(arrived).containsExactly("/1", "/2");
  }

  @Test
  void endsAConnectionThatHasTooMuchWait() {
    read(FIRST);
    read("x".repeat(ConnectionWatch.MOST_WAITING));
    assertThat(channel.isOpen()).isTrue();
    read("x");

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void findsTheHeadBehindABody() {
    read("POST /0 HTTP/1.1\r\nContent-Length: 8\r\n\r\na=1\n");
    read("\r\n\r\n" + SECOND);
    assertThat(arrived).containsExactly("/0");
    watch.answered();
    channel.runPendingTasks();

    assertThat(channel.isOpen()).isTrue();
    assertThat(arrived).containsExactly("/0", "/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 8", "Transfer-Encoding: chunked"})
  void readsNoRestOfABodyAfterTheAnswer(String header) {
    read("POST / HTTP/1.1\r\n" + header + "\r\n\r\n");
    watch.answered();

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void letsNobodyInWhoDoesNotReadAnswers() {
    writable(false);
    read(FIRST);
    advance(4);
    assertThat(arrived).isEmpty();
    assertThat(channel.isOpen()).isTrue();
    advance(1);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void goesOnWhenAnswersWereRead() {
    writable(false);
    read(FIRST);
    advance(4);
    writable(true);
    channel.runPendingTasks();
    advance(60);

    assertThat(arrived).containsExactly("/1");
    assertThat(channel.isOpen()).isTrue();
  }

  private void writable(boolean writable) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    channel.runPendingTasks();
  }

  private void read(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private void advance(int seconds) {
    channel.runPendingTasks();
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }
}
