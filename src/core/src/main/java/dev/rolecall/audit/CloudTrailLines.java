package dev.rolecall.audit;

import dev.rolecall.json.JsonLines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON lines in the shape of CloudTrail's records (CloudTrail User Guide, "CloudTrail
 * record contents", version 1.11). For one thread.
 */
public final class CloudTrailLines {
  private static final String VERSION = "1.11";
  private static final String OWN_SERVICE = "rolecall";

  private final JsonLines lines = new JsonLines();
  private final WrittenSessions sessions = new WrittenSessions();
  private final Supplier<UUID> ids;

  /**
   * @param ids of events, unique ones
   */
  public CloudTrailLines(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /**
   * Adds a line, its members in CloudTrail's order.
   *
   * @param region that the program speaks for
   */
  public void add(AuditEvent event, String region) {
    lines.add(line -> write(event, region));
  }

  /** The bytes of all lines since the last time, which are forgotten here. */
  public byte[] take() {
    return lines.take();
  }

  private void write(AuditEvent event, String region) {
    lines.member(AuditFields.EVENT_VERSION, VERSION);
    identity(event.identity());
    call(event, region);
    lines
        .member(AuditFields.REQUEST_PARAMETERS, nullIfEmpty(event.requestParameters()))
        .member(AuditFields.RESPONSE_ELEMENTS, nullIfEmpty(event.responseElements()));
    ownMembers(event);
    lines
        .member(AuditFields.REQUEST_ID, event.call().requestId())
        .member(AuditFields.EVENT_ID, ids.get().toString())
        // Nothing that is asked of sts changes anything.
        .member(AuditFields.READ_ONLY, true);
    event.resource().ifPresent(this::resource);
    boolean own = isOwn(event.call());
    lines
        .member(AuditFields.EVENT_TYPE, own ? "AwsServiceEvent" : "AwsApiCall")
        .member(AuditFields.MANAGEMENT_EVENT, !own);
    event.account().ifPresent(account -> lines.member(AuditFields.RECIPIENT_ACCOUNT_ID, account));
    lines.member(AuditFields.EVENT_CATEGORY, own ? "Data" : "Management");
  }

  private void identity(UserIdentity identity) {
    if (identity instanceof UserIdentity.AssumedRole session) {
      sessions.write(session, lines);
    } else {
      IdentityMembers.write(identity, lines);
    }
  }

  private void call(AuditEvent event, String region) {
    AuditedCall call = event.call();
    lines
        .member(AuditFields.EVENT_TIME, seconds(event.time()))
        .member(
            AuditFields.EVENT_SOURCE, call.service() + (isOwn(call) ? ".dev" : ".amazonaws.com"))
        .member(AuditFields.EVENT_NAME, call.name())
        .member(AuditFields.AWS_REGION, region)
        .member(AuditFields.SOURCE_IP_ADDRESS, call.sourceAddress())
        .member(AuditFields.USER_AGENT, call.userAgent());
    if (event.outcome() instanceof Outcome.Refused refused) {
      lines
          .member(AuditFields.ERROR_CODE, refused.code())
          .member(AuditFields.ERROR_MESSAGE, refused.message());
    }
  }

  /** Rolecall's own services: {@code rolecall}, and its parts, {@code guard.rolecall}. */
  private static boolean isOwn(AuditedCall call) {
    return call.service().equals(OWN_SERVICE) || call.service().endsWith("." + OWN_SERVICE);
  }

  private void ownMembers(AuditEvent event) {
    lines
        .open(AuditFields.ADDITIONAL_EVENT_DATA)
        .open(AuditFields.ROLECALL)
        .member(AuditFields.DECISION, event.granted() ? "Allow" : "Deny")
        .member(AuditFields.REASON, event.reason());
    event.details().forEach(lines::member);
    lines.close().close();
  }

  private void resource(AuditedResource resource) {
    lines.openList(AuditFields.RESOURCES).member(AuditFields.RESOURCE_ARN, resource.arn());
    lines.member(AuditFields.ACCOUNT_ID, resource.account());
    if (!resource.type().isEmpty()) {
      lines.member(AuditFields.TYPE, resource.type());
    }
    lines.closeList();
  }

  private static @Nullable Map<String, Object> nullIfEmpty(Map<String, Object> members) {
    return members.isEmpty() ? null : members;
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
