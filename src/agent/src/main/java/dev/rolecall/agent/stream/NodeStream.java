package dev.rolecall.agent.stream;

import dev.rolecall.agent.credentials.Timers;
import dev.rolecall.agent.sts.AgentToken;
import dev.rolecall.agent.sts.StsAvailability;
import dev.rolecall.identity.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hears {@code GET /agent/stream} of sts for as long as the agent runs: again after each break,
 * with the agent's token of then. What was told stays while nothing is heard.
 */
public final class NodeStream {
  /** sts says that it is alive every 5 s. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  private static final String PATH = "/agent/stream";
  private static final int LONGEST_REASON = 200;

  private final HttpClient http;
  private final AgentToken agentToken;
  private final StsAvailability availability;
  private final NodeState state;
  private final Timers timers;
  private final Clock clock;
  private final Backoff backoff;
  private @Nullable Attempt current;
  private Optional<Instant> heard = Optional.empty();
  private long breaks;
  private boolean stopped;

  /**
   * What the stream needs besides its connection.
   *
   * @param random for the pauses between attempts
   */
  public record Surroundings(Timers timers, Clock clock, RandomGenerator random) {}

  /**
   * @param http a client whose default host is sts, for this alone
   */
  public NodeStream(
      HttpClient http,
      AgentToken agentToken,
      StsAvailability availability,
      NodeState state,
      Surroundings around) {
    this.http = http;
    this.agentToken = agentToken;
    this.availability = availability;
    this.state = state;
    this.timers = around.timers();
    this.clock = around.clock();
    this.backoff = new Backoff(around.random());
  }

  /** One connection, from the first attempt to its end, which comes once. */
  private final class Attempt {
    private final BoundedLines lines = new BoundedLines(this::line);
    private @Nullable HttpClientResponse response;
    private Timers.Timer silence = () -> {};
    private boolean over;

    void begin() {
      watch();
      agentToken
          .read()
          .compose(this::request)
          .onSuccess(this::opened)
          .onFailure(failure -> end(StsAvailability.reason(failure)));
    }

    private Future<HttpClientResponse> request(Secret bearer) {
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.GET)
              .setURI(PATH)
              .putHeader("Authorization", "Bearer " + bearer.reveal())
              .putHeader("Accept", "application/x-ndjson");
      return http.request(options).compose(request -> request.send());
    }

    private void opened(HttpClientResponse opened) {
      response = opened;
      if (over) {
        close();
      } else if (opened.statusCode() == 200) {
        state.begin();
        opened
            .handler(this::bytes)
            .exceptionHandler(failure -> end(StsAvailability.reason(failure)))
            .endHandler(done -> end("sts ended the stream of the node"));
      } else {
        opened
            .body()
            .onComplete(body -> {
              end("sts answered " + opened.statusCode() + ": " + text(body.result()));
              // The next attempt may come to another replica.
              var unused = opened.request().connection().close();
            });
      }
    }

    private static String text(@Nullable Buffer body) {
      String text = body == null ? "" : body.toString(StandardCharsets.UTF_8);
      return text.substring(0, Math.min(text.length(), LONGEST_REASON));
    }

    private void bytes(Buffer bytes) {
      if (over) {
        return;
      }
      watch();
      heard = Optional.of(clock.instant());
      if (!lines.accept(bytes)) {
        end("a line of the stream of the node is too long");
      }
    }

    private void line(String line) {
      StreamEvent event = StreamEventReader.read(line);
      state.accept(event);
      if (event instanceof StreamEvent.Synced) {
        backoff.reset();
        availability.answered();
      }
    }

    private void watch() {
      silence.cancel();
      silence = timers.after(SILENCE, () -> end("sts has been silent for too long"));
    }

    private void end(String reason) {
      if (over) {
        return;
      }
      over = true;
      silence.cancel();
      close();
      if (!stopped) {
        breaks++;
        availability.away(reason);
        timers.after(backoff.next(), NodeStream.this::start);
      }
    }

    private void close() {
      if (response != null) {
        response.request().reset();
      }
    }
  }

  /** Begins to hear. */
  public void start() {
    if (!stopped) {
      current = new Attempt();
      current.begin();
    }
  }

  /** Hears no more. */
  public void stop() {
    stopped = true;
    if (current != null) {
      current.end("");
    }
  }

  /** Since when nothing has been heard; empty where nothing ever was. */
  public Optional<Instant> heard() {
    return heard;
  }

  /** How often the stream broke. */
  public long breaks() {
    return breaks;
  }
}
