package dev.rolecall.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * A collector that takes traces as OTLP over HTTP has them: protocol buffers, of which it reads as
 * much as tests need (opentelemetry-proto, {@code trace/v1/trace.proto}).
 */
final class OtlpReceiver implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  private final HttpServer server;
  private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();

  /**
   * @param parent its span's id; empty where it is the first of its trace
   */
  record ReceivedSpan(
      String program,
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes) {}

  /** A field of a message. */
  private record Field(int number, ByteBuffer bytes) {
    String hex() {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return HEX.formatHex(copy);
    }

    String text() {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
  }

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
  }

  List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  private void receive(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] body =
        (zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
            .readAllBytes();
    for (Field resourceSpans : fields(ByteBuffer.wrap(body), 1)) {
      String program =
          fields(resourceSpans.bytes(), 1).stream()
              .map(resource -> attributes(resource.bytes(), 1).getOrDefault("service.name", ""))
              .findFirst()
              .orElse("");
      for (Field scopeSpans : fields(resourceSpans.bytes(), 2)) {
        fields(scopeSpans.bytes(), 2).forEach(span -> spans.add(span(program, span.bytes())));
      }
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static ReceivedSpan span(String program, ByteBuffer span) {
    return new ReceivedSpan(
        program,
        first(span, 1).hex(),
        first(span, 2).hex(),
        first(span, 4).hex(),
        first(span, 5).text(),
        attributes(span, 9));
  }

  /** Attributes that are texts. */
  private static Map<String, String> attributes(ByteBuffer message, int number) {
    Map<String, String> attributes = new TreeMap<>();
    for (Field attribute : fields(message, number)) {
      attributes.put(
          first(attribute.bytes(), 1).text(), first(first(attribute.bytes(), 2).bytes(), 1).text());
    }
    return attributes;
  }

  private static Field first(ByteBuffer message, int number) {
    return fields(message, number).stream()
        .findFirst()
        .orElse(new Field(number, ByteBuffer.allocate(0)));
  }

  /** The fields of this number that have a length (Protocol Buffers, "Encoding"). */
  private static List<Field> fields(ByteBuffer message, int number) {
    ByteBuffer rest = message.duplicate();
    List<Field> found = new ArrayList<>();
    while (rest.hasRemaining()) {
      long key = varint(rest);
      switch ((int) (key & 7)) {
        case 0 -> varint(rest);
        case 1 -> rest.position(rest.position() + 8);
        case 5 -> rest.position(rest.position() + 4);
        case 2 -> {
          int length = (int) varint(rest);
          if (key >>> 3 == number) {
            found.add(new Field(number, rest.slice(rest.position(), length)));
          }
          rest.position(rest.position() + length);
        }
        default -> throw new IllegalArgumentException("no protocol buffer");
      }
    }
    return found;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
