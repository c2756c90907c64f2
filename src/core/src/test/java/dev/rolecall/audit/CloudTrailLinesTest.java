package dev.rolecall.audit;

import static dev.rolecall.fakes.AuditEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.AuditEvents;
import dev.rolecall.fakes.CloudTrailShape;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonLines;
import dev.rolecall.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudTrailLinesTest {
  private static final UUID ID = UUID.fromString("01234567-89ab-4def-8123-456789abcdef");

  static Stream<AuditEvent> everySortOfEvent() {
    Outcome refused = new Outcome.Refused("AccessDenied", "told", "truly");
    return Stream.of(
        AuditEvents.granted(),
        AuditEvents.event(new UserIdentity.WebIdentity("p", "a", "s"), refused),
        AuditEvents.event(new UserIdentity.Service("pods.eks.amazonaws.com"), refused),
        AuditEvents.event(new UserIdentity.Unknown(), refused),
        AuditEvents.refused("10.0.0.1", "AccessDenied", "", AuditEvents.NOON)
            .repeated(7, AuditEvents.NOON.minusSeconds(3)));
  }

  @ParameterizedTest
  @MethodSource("everySortOfEvent")
  void hasCloudTrailsShape(AuditEvent event) throws Exception {
    CloudTrailShape.assertRecord(parsed(line(event)));
  }

  @Test
  void saysWhoseSessionItIsAndWhereItCameFrom() {
    assertThat(line(AuditEvents.granted()))
        .startsWith("{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"AssumedRole\"")
        .contains("\"arn\":\"arn:aws:sts::111111111111:assumed-role/Reports/s1\"")
        .contains("\"accessKeyId\":\"ASIAQAAAAAAAAAAAAAAA\"")
        .contains("\"userName\":\"Reports\"")
        .contains(
            "\"federatedProvider\":\"arn:aws:iam::111111111111:oidc-provider/ci.example.com\"")
        .contains("\"ci.example.com:sub\":\"repo:acme\"")
        .contains("\"creationDate\":\"2026-03-01T12:00:00Z\"")
        .contains("\"sourceIdentity\":\"alice\"")
        .doesNotContain("Statement");
  }

  @Test
  void countsWhatItStandsFor() {
    AuditEvent last =
        AuditEvents.refused("10.0.0.1", "AccessDenied", "", AuditEvents.NOON.plusSeconds(2));

    assertThat(line(last.repeated(12, AuditEvents.NOON)))
        .contains("\"errorCode\":\"AccessDenied\",\"errorMessage\":\"told\"")
        .contains(
            "\"rolecall\":{\"decision\":\"Deny\",\"reason\":\"truly\",\"count\":12,"
                + "\"firstTime\":\"2026-03-01T12:00:00.250Z\","
                + "\"lastTime\":\"2026-03-01T12:00:02.250Z\"}");
  }

  @Test
  void saysTheSameOfASessionThatComesBack() {
    AuditEvent event = AuditEvents.granted();
    String one = line(event);

    assertThat(text(event, event, event, event).lines()).containsExactly(one, one, one, one);
  }

  /** Half of an event is kept as it was written: never that of another session. */
  @Test
  void tellsSessionsApartThatHaveOneAccessKeyId() {
    UserIdentity.AssumedRole known = (UserIdentity.AssumedRole) AuditEvents.granted().identity();
    UserIdentity.AssumedRole other =
        new UserIdentity.AssumedRole(
            known.roleId(),
            known.roleArn(),
            known.arn(),
            known.userId(),
            known.accessKeyId(),
            Optional.of("mallory"),
            known.context(),
            known.issuedAt());
    AuditEvent event = AuditEvents.granted();
    AuditEvent another = AuditEvents.event(other, new Outcome.Granted("because"));

    assertThat(text(event, event, event, event, another).lines().skip(4))
        .singleElement()
        .asString()
        .contains("\"sourceIdentity\":\"mallory\"")
        .doesNotContain("alice");
  }

  /** What is the same in many events is kept as it was written: never beyond its second. */
  @Test
  void saysOfEachEventWhenItWasDecided() {
    Instant[] times = {
      NOON, NOON.plusMillis(100), NOON.plusSeconds(1), NOON.minusSeconds(7), Instant.EPOCH
    };

    assertThat(
            text(Arrays.stream(times)
                    .map(time -> AuditEvents.refused("10.0.0.1", "AccessDenied", "", time))
                    .toArray(AuditEvent[]::new))
                .lines()
                .map(line -> line.replaceAll(".*\"eventTime\":\"([^\"]+)\".*", "$1")))
        .containsExactly(
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:00:01Z",
            "2026-03-01T11:59:53Z",
            "1970-01-01T00:00:00Z");
  }

  private static String line(AuditEvent event) {
    return text(event).strip();
  }

  private static String text(AuditEvent... events) {
    CloudTrailLines form = new CloudTrailLines(() -> ID);
    JsonLines lines = new JsonLines();
    for (AuditEvent event : events) {
      form.add(event, "eu-west-1", lines);
    }
    return StandardCharsets.US_ASCII.decode(lines.read()).toString();
  }

  private static JsonObject parsed(String line) throws JsonException {
    return (JsonObject) Json.parse(line);
  }
}
