package dev.rolecall.agent.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.caller.Connection;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
  private final ConnectionWatch watch =
      new ConnectionWatch(
          new Connection(InetAddress.getLoopbackAddress(), 7), Duration.ofSeconds(5));
  private final EmbeddedChannel channel = new EmbeddedChannel(watch);

  @BeforeEach
  void holdTheClock() {
    channel.freezeTime();
  }

  @Test
  void endsAHeadThatComesByteByByte() {
    for (int second = 0; second < 5; second++) {
      read();
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
    read();
    watch.arrived();
    read();
    advance(60);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void watchesTheNextRequestToo() {
    read();
    watch.arrived();
    watch.answered();
    advance(60);
    read();
    advance(5);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void needsNoClockForAHeadThatComesWhole() {
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object bytes) {
                ReferenceCountUtil.release(bytes);
                watch.arrived();
                watch.answered();
              }
            });
    read();

    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  private void read() {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
  }

  private void advance(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }
}
