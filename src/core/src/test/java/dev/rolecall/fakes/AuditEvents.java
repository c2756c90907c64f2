package dev.rolecall.fakes;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditedCall;
import dev.rolecall.audit.AuditedResource;
import dev.rolecall.audit.Outcome;
import dev.rolecall.audit.UserIdentity;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events to test with. */
public final class AuditEvents {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.25Z");
  public static final RoleArn ROLE =
      RoleArn.parse("arn:aws:iam::111111111111:role/team/Reports").orElseThrow();

  private AuditEvents() {}

  /** A session from a web identity, with a source identity. */
  public static Session session() {
    return session("s1");
  }

  private static Session session(String name) {
    return new Session(
        RoleId.ofUid("reports"),
        ROLE,
        new SessionName(name),
        new AccessKeyId("ASIAQAAAAAAAAAAAAAAA"),
        Map.of("team", "red"),
        Set.of("team"),
        Optional.of("alice"),
        List.of("{\"Statement\":[]}"),
        Optional.empty(),
        Map.of(
            "aws:FederatedProvider",
            "arn:aws:iam::111111111111:oidc-provider/ci.example.com",
            "ci.example.com:sub",
            "repo:acme"),
        List.of(),
        NOON,
        NOON.plusSeconds(3600));
  }

  public static AuditEvent granted() {
    return granted("s1", "request-1");
  }

  /** One of the session with this name. */
  public static AuditEvent granted(String session, String requestId) {
    return event(
        requestId, UserIdentity.AssumedRole.of(session(session)), new Outcome.Granted("because"));
  }

  /** One of the caller at this address. */
  public static AuditEvent refused(String source, String code, String resource, Instant time) {
    return new AuditEvent(
        time,
        new AuditedCall("sts", "AssumeRole", "request-1", source, "agent"),
        new UserIdentity.Unknown(),
        new Outcome.Refused(code, "told", "truly"),
        resource.isEmpty()
            ? Optional.empty()
            : Optional.of(new AuditedResource(resource, "111111111111", AuditedResource.ROLE)),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  public static AuditEvent event(UserIdentity identity, Outcome outcome) {
    return event("request-1", identity, outcome);
  }

  private static AuditEvent event(String requestId, UserIdentity identity, Outcome outcome) {
    return new AuditEvent(
        NOON,
        new AuditedCall("sts", "AssumeRole", requestId, "10.0.0.1", "agent"),
        identity,
        outcome,
        Optional.of(new AuditedResource(ROLE.toString(), "111111111111", AuditedResource.ROLE)),
        Optional.of(new AccountId("111111111111").value()),
        Map.of("roleArn", ROLE.toString()),
        Map.of(),
        Map.of());
  }
}
