package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.Http2Client.ACK;
import static dev.rolecall.sts.embedded.Http2Client.CONTINUATION;
import static dev.rolecall.sts.embedded.Http2Client.DATA;
import static dev.rolecall.sts.embedded.Http2Client.END_HEADERS;
import static dev.rolecall.sts.embedded.Http2Client.END_STREAM;
import static dev.rolecall.sts.embedded.Http2Client.GET;
import static dev.rolecall.sts.embedded.Http2Client.GOAWAY;
import static dev.rolecall.sts.embedded.Http2Client.HEADERS;
import static dev.rolecall.sts.embedded.Http2Client.PING;
import static dev.rolecall.sts.embedded.Http2Client.REFUSED_STREAM;
import static dev.rolecall.sts.embedded.Http2Client.RST_STREAM;
import static dev.rolecall.sts.embedded.Http2Client.SETTINGS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import dev.rolecall.sts.embedded.Http2Client.Frame;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known abuses of HTTP/2, at a server that serves others all the while. */
class HostileHttp2IT {
  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder, "rolecall.limits.source-failures-burst=1000000");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @AfterEach
  void servesOthers() throws Exception {
    HttpResponse<String> answer = sts.query("Action=GetCallerIdentity&Version=2011-06-15");
    assertThat(Answers.element(answer, "Code")).isEqualTo("MissingAuthenticationToken");
  }

  @Test
  void answersWhoKnowsThatItSpeaksHttp2() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      client.send(HEADERS, END_HEADERS | END_STREAM, 1, GET);

      assertThat(new String(client.read(DATA).payload(), US_ASCII))
          .contains("<Code>MissingAction</Code>");
    }
  }

  @Test
  void endsAConnectionThatOpensAndResetsStreams() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      assertEnds(
          client,
          () -> {
            for (int stream = 1; stream < 20_000; stream += 2) {
              client.send(HEADERS, END_HEADERS | END_STREAM, stream, GET);
              client.send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(8).array());
            }
          });
    }
  }

  @Test
  void endsAHeadThatNeverEnds() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      byte[] header = new byte[1 + 1 + 1 + 1 + 100];
      header[1] = 1;
      header[2] = 'x';
      header[3] = 100;
      assertEnds(
          client,
          () -> {
            client.send(HEADERS, END_STREAM, 1, GET);
            for (int i = 0; i < 100_000; i++) {
              client.send(CONTINUATION, 0, 1, header);
            }
          });
    }
  }

  @Test
  void endsAHeadOfEmptyFrames() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      assertEnds(
          client,
          () -> {
            client.send(HEADERS, END_STREAM, 1, GET);
            for (int i = 0; i < 100_000; i++) {
              client.send(CONTINUATION, 0, 1, new byte[0]);
            }
          });
    }
  }

  @Test
  void endsAConnectionThatSendsEmptyData() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      assertEnds(
          client,
          () -> {
            client.send(HEADERS, END_HEADERS, 1, GET);
            for (int i = 0; i < 100_000; i++) {
              client.send(DATA, 0, 1, new byte[0]);
            }
          });
    }
  }

  @Test
  void endsAConnectionThatAsksForAnswersNobodyReads() throws Exception {
    for (int type : new int[] {PING, SETTINGS}) {
      try (Http2Client client = Http2Client.connect(sts.uri())) {
        byte[] frame = Http2Client.frame(type, 0, 0, new byte[type == PING ? 8 : 0]);
        byte[] many = ByteBuffer.allocate(frame.length * 1000).array();
        for (int i = 0; i < 1000; i++) {
          System.arraycopy(frame, 0, many, i * frame.length, frame.length);
        }
        assertThat(
                lasts(() -> {
                  for (int i = 0; i < 5_000; i++) {
                    client.sendRaw(many);
                  }
                }))
            .isFalse();
      }
    }
  }

  @Test
  void refusesMoreStreamsAtOnceThanItSaid() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      client.read(SETTINGS);
      client.send(SETTINGS, ACK, 0, new byte[0]);
      for (int stream = 1; stream < 400; stream += 2) {
        client.send(HEADERS, END_HEADERS, stream, GET);
      }
      assertThat(client.read(RST_STREAM).errorCode()).isEqualTo(REFUSED_STREAM);
    }
  }

  @Test
  void endsAConnectionThatDoesNotAcknowledgeHowManyStreamsItMayHave() throws Exception {
    try (Http2Client client = Http2Client.connect(sts.uri())) {
      assertEnds(
          client,
          () -> {
            for (int stream = 1; stream < 20_000; stream += 2) {
              client.send(HEADERS, END_HEADERS, stream, GET);
            }
          });
    }
  }

  private interface Attack {
    void run() throws IOException;
  }

  /** The connection is closed, with a reason where there was time for one. */
  private static void assertEnds(Http2Client client, Attack attack) {
    boolean sent = lasts(attack);
    try {
      Frame reason = client.read(GOAWAY);
      assertThat(reason.type()).isEqualTo(GOAWAY);
    } catch (IOException e) {
      assertThat(e).as("sent all: " + sent).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  private static boolean lasts(Attack attack) {
    try {
      attack.run();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
