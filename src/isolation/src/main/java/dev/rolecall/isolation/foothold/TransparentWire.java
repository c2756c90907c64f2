package dev.rolecall.isolation.foothold;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A socket that calls from an address that its host does not have ({@code IP_TRANSPARENT}): for it
 * the capability NET_RAW is enough, which containers have by default.
 */
final class TransparentWire extends ChannelInboundHandlerAdapter implements Wire {
  private final EpollEventLoopGroup group = new EpollEventLoopGroup(1);
  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
  private final Channel channel;

  private TransparentWire(String source, InetSocketAddress target, int millis) throws IOException {
    ChannelFuture connection =
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .option(EpollChannelOption.IP_TRANSPARENT, true)
            .handler(this)
            .localAddress(new InetSocketAddress(source, 0))
            .remoteAddress(target)
            .connect();
    boolean done = connection.awaitUninterruptibly(millis, TimeUnit.MILLISECONDS);
    if (!done || !connection.isSuccess()) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          done ? String.valueOf(connection.cause()) : "no answer to the handshake");
    }
    channel = connection.channel();
  }

  static TransparentWire open(String source, InetSocketAddress target, int millis)
      throws IOException {
    return new TransparentWire(source, target, millis);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    buffer.release();
    arrived.add(bytes);
  }

  @Override
  public void send(byte[] bytes) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).awaitUninterruptibly();
  }

  @Override
  public byte[] receive(long millis, long quiet) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (!HttpEnd.reached(received.toByteArray())) {
        byte[] next = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          break;
        }
        received.write(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return received.toByteArray();
  }

  @Override
  public void close() {
    channel.close();
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
