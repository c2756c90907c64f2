package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditFields;
import dev.rolecall.audit.AuditedCall;
import dev.rolecall.audit.CloudTrailLines;
import dev.rolecall.audit.UserIdentity;
import dev.rolecall.fakes.AuditEvents;
import dev.rolecall.json.JsonLines;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.Position;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.token.VerifiedToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private final AuditTrail trail = new AuditTrail("id", "sts:AssumeRole", "10.0.0.1");

  @Test
  void keepsEventsShortWhateverIsSent() {
    String million = "r".repeat(1_000_000);
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      many.put("tag" + i, million);
      trail.unverified("claim" + i, million);
    }
    trail.parameters(many);
    trail.userAgent(Optional.of(million));
    trail.fact(AuditFields.AGENT, million);

    AuditEvent refusal = trail.refusal(Instant.EPOCH, "Denied", million, million);

    assertThat(bytes(refusal)).isLessThan(20_000);
    assertThat(refusal.call().userAgent()).hasSize(515).endsWith("...");
    assertThat(refusal.reason()).hasSize(2051).endsWith("...");
    assertThat(refusal.requestParameters()).containsEntry(AuditFields.OMITTED, true);
    assertThat(bytes(trail.grant(Instant.EPOCH, million))).isLessThan(60_000);
  }

  private static int bytes(AuditEvent event) {
    JsonLines line = new JsonLines();
    new CloudTrailLines(UUID::randomUUID).add(event, "us-east-1", line);
    return line.bytes();
  }

  @Test
  void namesTheCallByItsActionOnceThatIsKnown() {
    AuditTrail unknown = new AuditTrail("id", "sts", "");

    assertThat(unknown.refusal(Instant.EPOCH, "c", "m", "r").call().name())
        .isEqualTo(AuditedCall.UNKNOWN);
    assertThat(trail.refusal(Instant.EPOCH, "c", "m", "r").call())
        .isEqualTo(new AuditedCall("sts", "AssumeRole", "id", "10.0.0.1", ""));
  }

  @Test
  void knowsTheCallerAsFarAsItWasProved() {
    assertThat(identity()).isEqualTo(new UserIdentity.Unknown());
    trail.token(
        new VerifiedToken(
            "https://ci.example.com",
            "repo:acme",
            "sts",
            List.of("sts"),
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            new JsonObject(List.of(), Position.NONE)));
    assertThat(identity())
        .isEqualTo(new UserIdentity.WebIdentity("ci.example.com", "sts", "repo:acme"));
    trail.role(AuditEvents.ROLE);
    assertThat(identity())
        .isEqualTo(
            new UserIdentity.WebIdentity(
                "arn:aws:iam::111111111111:oidc-provider/ci.example.com", "sts", "repo:acme"));
    trail.caller(AuditEvents.session());
    assertThat(identity()).isEqualTo(UserIdentity.AssumedRole.of(AuditEvents.session()));
  }

  @Test
  void saysWhatWasGivenWithoutSecrets() {
    trail.granted(AuditEvents.session());

    AuditEvent granted = trail.grant(AuditEvents.NOON, "because");
    assertThat(granted.responseElements())
        .isEqualTo(
            Map.of(
                "credentials",
                Map.of(
                    "accessKeyId",
                    "ASIAQAAAAAAAAAAAAAAA",
                    "expiration",
                    "2026-03-01T13:00:00.250Z"),
                "assumedRoleUser",
                Map.of(
                    "assumedRoleId",
                    AuditEvents.session().userId(),
                    "arn",
                    "arn:aws:sts::111111111111:assumed-role/Reports/s1"),
                "sourceIdentity",
                "alice"));
    assertThat(granted.details()).containsEntry("sessionTags", Map.of("team", "red"));
    assertThat(granted.account()).contains("111111111111");
    assertThat(trail.refusal(AuditEvents.NOON, "c", "m", "r").responseElements()).isEmpty();
  }

  @Test
  void saysWhichStatementOrLayerDecided() {
    trail.decided(
        "sts:TagSession",
        new Decision.ExplicitDeny(
            new DecidedBy(Layer.SCP, "guardrail 'x'", "NoTags", 2, new Position(4, 7))));
    assertThat(decidedBy())
        .isEqualTo(
            Map.of(
                "action", "sts:TagSession",
                "effect", "ExplicitDeny",
                "layer", "service control policy",
                "policy", "guardrail 'x'",
                "statement", "NoTags",
                "line", 4,
                "column", 7));

    trail.decided("sts:AssumeRole", new Decision.ImplicitDeny(Layer.TRUST));
    assertThat(decidedBy())
        .isEqualTo(
            Map.of(
                "action", "sts:AssumeRole",
                "effect", "ImplicitDeny",
                "layer", "role trust policy"));
  }

  private UserIdentity identity() {
    return trail.refusal(Instant.EPOCH, "c", "m", "r").identity();
  }

  private @Nullable Object decidedBy() {
    return trail.refusal(Instant.EPOCH, "c", "m", "r").details().get(AuditFields.DECIDED_BY);
  }
}
