package dev.rolecall.agent.imds;

import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Answers with the headers that EC2's have. No body ends in a new line: SDKs take it for data.
 * Lives on one event loop.
 */
final class ImdsAnswers {
  /** An HTTP date (RFC 9110, 5.6.7). */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final String begin;
  private final ContainerCredentials.Form form;
  private long dateOf;
  private String date;

  ImdsAnswers(Clock clock) {
    this.clock = clock;
    Instant now = clock.instant();
    this.begin = DATE.format(now);
    this.dateOf = now.getEpochSecond();
    this.date = begin;
    this.form = granted -> RoleDocuments.credentials(granted, clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  EndpointAnswer ok(String body) {
    return ok(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Credentials, with when they were first shown for when they were brought up to date. */
  EndpointAnswer credentials(ContainerCredentials granted) {
    return granted.writtenAs(form, this::ok);
  }

  private EndpointAnswer ok(byte[] body) {
    Map<String, String> headers = headers();
    headers.put("Last-Modified", begin);
    return EndpointAnswer.of(200, headers, body);
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
    return EndpointAnswer.of(status, headers(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/plain");
    headers.put("Server", "EC2ws");
    headers.put("Accept-Ranges", "none");
    headers.put("Cache-Control", "no-store");
    headers.put("Date", date());
    return headers;
  }

  /** Written once a second. */
  private String date() {
    Instant now = clock.instant();
    if (now.getEpochSecond() != dateOf) {
      dateOf = now.getEpochSecond();
      date = DATE.format(now);
    }
    return date;
  }
}
