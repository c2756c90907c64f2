package dev.rolecall.agent.imds;

import dev.rolecall.agent.endpoint.EndpointAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Answers with the headers that EC2's have. No body ends in a new line: SDKs take it for data. */
final class ImdsAnswers {
  /** An HTTP date (RFC 9110, 5.6.7). */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final String begin;

  ImdsAnswers(Clock clock) {
    this.clock = clock;
    this.begin = DATE.format(clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  EndpointAnswer ok(String body) {
    return answer(200, body).with("Last-Modified", begin);
  }

  EndpointAnswer token(String token, Duration life) {
    return ok(token).with("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", Long.toString(life.toSeconds()));
  }

  EndpointAnswer badRequest(String why) {
    return answer(400, "400 - Bad Request: " + why);
  }

  EndpointAnswer unauthorized() {
    return answer(401, "401 - Unauthorized");
  }

  EndpointAnswer forbidden() {
    return answer(403, "403 - Forbidden");
  }

  EndpointAnswer notFound() {
    return answer(404, "404 - Not Found");
  }

  EndpointAnswer notAllowed(String method) {
    return answer(405, "405 - Not Allowed").with("Allow", method);
  }

  EndpointAnswer unavailable() {
    return answer(503, "503 - Service Unavailable");
  }

  private EndpointAnswer answer(int status, String body) {
    return EndpointAnswer.of(status, "text/plain", body)
        .with("Server", "EC2ws")
        .with("Accept-Ranges", "none")
        .with("Cache-Control", "no-store")
        .with("Date", DATE.format(clock.instant()));
  }
}
