package dev.rolecall.sts.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;

/** Sends frames of HTTP/2 (RFC 9113) as they are, without TLS, to who is known to speak it. */
final class Http2Client implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;

  static final int ACK = 1;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final int REFUSED_STREAM = 7;

  /** :method GET, :scheme http, :path /, :authority sts, by HPACK's static table (RFC 7541). */
  static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 3, 's', 't', 's'};

  private final RawClient client;

  /** One frame that was received. */
  record Frame(int type, int flags, int stream, byte[] payload) {
    /** Of RST_STREAM, and of GOAWAY behind the last stream. */
    int errorCode() {
      return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
    }
  }

  private Http2Client(RawClient client) {
    this.client = client;
  }

  static Http2Client connect(URI uri) throws IOException {
    Http2Client http2 = new Http2Client(RawClient.connect(uri));
    http2.client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    http2.send(SETTINGS, 0, 0, new byte[0]);
    return http2;
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    client.send(frame(type, flags, stream, payload));
  }

  void sendRaw(byte[] frames) throws IOException {
    client.send(frames);
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  Frame read() throws IOException {
    ByteBuffer head = ByteBuffer.wrap(client.in().readNBytes(9));
    if (head.remaining() < 9) {
      throw new IOException("the connection ended");
    }
    int length = (head.get() & 0xff) << 16 | (head.get() & 0xff) << 8 | head.get() & 0xff;
    return new Frame(head.get(), head.get(), head.getInt(), client.in().readNBytes(length));
  }

  /** The next frame of this type. */
  Frame read(int type) throws IOException {
    Frame frame = read();
    while (frame.type() != type) {
      frame = read();
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
