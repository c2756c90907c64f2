package dev.rolecall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.AuditEvents;
import dev.rolecall.fakes.CloudTrailShape;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
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
    CloudTrailLines lines = new CloudTrailLines(() -> ID);
    for (int i = 0; i < 4; i++) {
      lines.add(AuditEvents.granted(), "eu-west-1");
    }
    String one = line(AuditEvents.granted());

    assertThat(new String(lines.take(), StandardCharsets.US_ASCII).lines())
        .containsExactly(one, one, one, one);
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
    CloudTrailLines lines = new CloudTrailLines(() -> ID);
    for (int i = 0; i < 4; i++) {
      lines.add(AuditEvents.granted(), "eu-west-1");
    }
    lines.take();
    lines.add(AuditEvents.event(other, new Outcome.Granted("because")), "eu-west-1");

    assertThat(new String(lines.take(), StandardCharsets.US_ASCII))
        .contains("\"sourceIdentity\":\"mallory\"")
        .doesNotContain("alice");
  }

  private static String line(AuditEvent event) {
    CloudTrailLines lines = new CloudTrailLines(() -> ID);
    lines.add(event, "eu-west-1");
    return new String(lines.take(), StandardCharsets.US_ASCII).strip();
  }

  private static JsonObject parsed(String line) throws JsonException {
    return (JsonObject) Json.parse(line);
  }
}
