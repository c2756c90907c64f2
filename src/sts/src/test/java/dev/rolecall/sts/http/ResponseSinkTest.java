package dev.rolecall.sts.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseSinkTest {
  /** Together more than any socket holds. */
  private static final int PARTS = 64;

  private static final String PART = "x".repeat(1 << 20);

  private final Vertx vertx = Vertx.vertx();
  private final Parts parts = new Parts();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void sendsNoMoreThanIsReadAndAllOfItInTheEnd() throws Exception {
    try (Socket reader = connect()) {
      await().until(() -> parts.sent.get() > 0);
      assertThat(parts.sent).hasValueLessThan(PARTS);

      assertThat(readToEnd(reader)).isGreaterThan((long) PARTS * PART.length());
      assertThat(parts.sent).hasValue(PARTS);
    }
  }

  @Test
  void cutsOffAReaderThatDoesNotRead() throws Exception {
    try (Socket reader = connect()) {
      AnswerSink sink = await().until(parts.sink::get, opened -> opened != null);
      sink.cut();

      await().untilTrue(parts.closed);
      assertThat(readToEnd(reader)).isLessThan((long) PARTS * PART.length());
    }
  }

  @Test
  void tellsThatTheReaderIsGone() throws Exception {
    connect().close();

    await().untilTrue(parts.closed);
  }

  /** Sends the next part once the last one was taken, and ends. */
  private static final class Parts implements AnswerStream {
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable AnswerSink> sink = new AtomicReference<>();

    @Override
    public void opened(AnswerSink opened) {
      sink.set(opened);
      next(opened);
    }

    private void next(AnswerSink opened) {
      if (sent.get() == PARTS) {
        opened.end();
      } else {
        sent.incrementAndGet();
        opened.send(PART, () -> next(opened));
      }
    }

    @Override
    public void closed() {
      closed.set(true);
    }
  }

  private Socket connect() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> ResponseSink.begin(request, vertx.getOrCreateContext(), parts))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(
            "GET / HTTP/1.1\r\nHost: sts\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** How much came; a connection that is reset has an end too. */
  private static long readToEnd(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all += read;
      }
    } catch (SocketException e) {
      return all;
    }
    return all;
  }
}
