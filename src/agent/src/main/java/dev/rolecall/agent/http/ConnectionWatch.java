package dev.rolecall.agent.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection before HTTP does, so that it costs little memory whatever a client sends:
 * a head has few lines and comes in time, the next request waits until the one before was answered,
 * answers must be read, and what was sent and not answered must have room. Lives on the
 * connection's event loop.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  /** Of a head: clients send less than twenty, and each costs far more than its bytes. */
  static final int MOST_LINES = 100;

  /** What may wait for its turn: the next head, or a few. */
  static final int MOST_WAITING = 8_192;

  /** What a line comes to in memory besides its text, which is there as it came and once more. */
  private static final long OF_LINE = 160;

  private static final long OF_REQUEST = 4_096;

  private static final WriteBufferWaterMark MOST_UNREAD = new WriteBufferWaterMark(4_096, 8_192);
  private static final int PATIENCE_SECONDS = 5;

  private final Channel channel;
  private final HeadRoom.Share share;
  private final Runnable refused;
  private @Nullable ScheduledFuture<?> headDeadline;
  private @Nullable ScheduledFuture<?> readDeadline;
  private ByteBuf waiting = Unpooled.EMPTY_BUFFER;
  private boolean headBegun;
  private int lines;
  private int headLength;
  private int lineLength;
  private boolean inProgress;

  /** Of the request in progress; more than there can be where only the body itself tells. */
  private long bodyLeft;

  ConnectionWatch(Channel channel, HeadRoom.Share share, Runnable refused) {
    this.channel = channel;
    this.share = share;
    this.refused = refused;
    channel.config().setWriteBufferWaterMark(MOST_UNREAD);
  }

  /**
   * Begins to watch, before the first byte.
   *
   * @param share of the room for what is not answered
   * @param refused is told where the connection is closed since there is no room
   */
  public static void begin(HttpConnection http, HeadRoom.Share share, Runnable refused) {
    Channel channel = ((ConnectionBase) http).channel();
    channel.pipeline().addFirst(new ConnectionWatch(channel, share, refused));
  }

  /** The one that began with this connection. */
  public static ConnectionWatch of(HttpConnection http) {
    return ((ConnectionBase) http).channel().pipeline().get(ConnectionWatch.class);
  }

  /** The head of a request is here. */
  public void arrived(MultiMap headers) {
    inProgress = true;
    bodyLeft = lengthOfBody(headers);
    headBegun = false;
    headDeadline = ended(headDeadline);
  }

  /** The decoder has refused ambiguous lengths before. */
  private static long lengthOfBody(MultiMap headers) {
    if (headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
      return Long.MAX_VALUE;
    }
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  /** The request was answered. Nobody reads the rest of its body, however slowly it comes. */
  public void answered() {
    inProgress = false;
    if (bodyLeft > 0) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      goOnSoon();
    }
    hold();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (waiting.isReadable()) {
      letWait(context, (ByteBuf) bytes);
    } else {
      hand(context, (ByteBuf) bytes);
    }
    hold();
  }

  /** Takes room for what is here and not answered, or gives it back. */
  private void hold() {
    long bytes = waiting.readableBytes();
    if (headBegun) {
      bytes += 2L * headLength + OF_LINE * lines;
    } else if (inProgress) {
      bytes += 2L * headLength + OF_REQUEST;
    }
    if (!share.resize(channel.isActive() ? bytes : 0)) {
      refused.run();
      channel.close();
    }
  }

  /** One head after the other, as long as it is their turn. */
  private void hand(ChannelHandlerContext context, ByteBuf bytes) {
    int part = turn(context, bytes);
    while (part > 0 && part < bytes.readableBytes() && channel.isActive()) {
      context.fireChannelRead(bytes.readRetainedSlice(part));
      part = turn(context, bytes);
    }
    if (lines > MOST_LINES || !channel.isActive()) {
      bytes.release();
      context.close();
    } else if (part == 0) {
      letWait(context, bytes);
    } else {
      context.fireChannelRead(bytes);
    }
    // Most heads come whole, and need no clock.
    if (headBegun && headDeadline == null && channel.isActive()) {
      headDeadline = closeInTime();
    }
  }

  /** How many of the bytes, which are some, may go on now. */
  private int turn(ChannelHandlerContext context, ByteBuf bytes) {
    if (bodyLeft > 0) {
      int part = (int) Math.min(bodyLeft, bytes.readableBytes());
      bodyLeft -= part;
      return part;
    }
    if (!inProgress && !channel.isWritable()) {
      context.flush();
    }
    return inProgress || !channel.isWritable() ? 0 : restOfHead(bytes);
  }

  /** To the end of a line that may be the empty one after a head; all, where none is. */
  private int restOfHead(ByteBuf bytes) {
    if (!headBegun) {
      headBegun = true;
      headLength = 0;
      lines = 0;
    }
    int part = lines(bytes);
    headLength += part;
    return part;
  }

  private int lines(ByteBuf bytes) {
    int from = bytes.readerIndex();
    while (true) {
      int end = bytes.indexOf(from, bytes.writerIndex(), (byte) '\n');
      if (end < 0) {
        lineLength += bytes.writerIndex() - from;
        return bytes.readableBytes();
      }
      boolean mayBeEmpty = lineLength + end - from <= 1;
      lineLength = 0;
      lines++;
      from = end + 1;
      if (mayBeEmpty || lines > MOST_LINES) {
        return from - bytes.readerIndex();
      }
    }
  }

  private void letWait(ChannelHandlerContext context, ByteBuf bytes) {
    channel.config().setAutoRead(false);
    int size = waiting.readableBytes() + bytes.readableBytes();
    if (size > MOST_WAITING) {
      context.close();
    } else {
      // A copy: a part would keep all that was read with it.
      ByteBuf both = context.alloc().ioBuffer(size).writeBytes(waiting).writeBytes(bytes);
      waiting.release();
      waiting = both;
    }
    bytes.release();
  }

  private void goOnSoon() {
    if (waiting.isReadable()) {
      channel.eventLoop().execute(this::goOn);
    }
  }

  private void goOn() {
    ChannelHandlerContext context = channel.pipeline().context(this);
    if (context == null || !channel.isActive() || !waiting.isReadable()) {
      return;
    }
    ByteBuf next = waiting;
    waiting = Unpooled.EMPTY_BUFFER;
    hand(context, next);
    hold();
    context.fireChannelReadComplete();
    if (!waiting.isReadable()) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      readDeadline = ended(readDeadline);
      goOnSoon();
    } else if (readDeadline == null) {
      readDeadline = closeInTime();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    headDeadline = ended(headDeadline);
    readDeadline = ended(readDeadline);
    waiting.release();
    waiting = Unpooled.EMPTY_BUFFER;
    share.resize(0);
    context.fireChannelInactive();
  }

  private ScheduledFuture<?> closeInTime() {
    return channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static @Nullable ScheduledFuture<?> ended(@Nullable ScheduledFuture<?> deadline) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    return null;
  }
}
