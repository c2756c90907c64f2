package dev.rolecall.audit;

import dev.rolecall.json.JsonLines;
import dev.rolecall.json.JsonLines.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Events as JSON lines in the shape of CloudTrail's records (CloudTrail User Guide, "CloudTrail
 * record contents", version 1.11). For several threads.
 */
public final class CloudTrailLines {
  private static final String OWN_SERVICE = "rolecall";

  private static final byte[] VERSION =
      JsonLines.written(line -> line.member(AuditFields.EVENT_VERSION, "1.11"));
  private static final byte[] NO_REQUEST_PARAMETERS =
      JsonLines.written(line -> line.member(AuditFields.REQUEST_PARAMETERS, null));
  private static final byte[] NO_RESPONSE_ELEMENTS =
      JsonLines.written(line -> line.member(AuditFields.RESPONSE_ELEMENTS, null));
  private static final byte[] ALLOW =
      JsonLines.written(line -> line.member(AuditFields.DECISION, "Allow"));
  private static final byte[] DENY =
      JsonLines.written(line -> line.member(AuditFields.DECISION, "Deny"));

  /** Nothing that is asked of sts changes anything. */
  private static final byte[] READ_ONLY =
      JsonLines.written(line -> line.member(AuditFields.READ_ONLY, true));

  private static final byte[] API_CALL =
      JsonLines.written(line ->
          line.member(AuditFields.EVENT_TYPE, "AwsApiCall")
              .member(AuditFields.MANAGEMENT_EVENT, true));
  private static final byte[] SERVICE_EVENT =
      JsonLines.written(line ->
          line.member(AuditFields.EVENT_TYPE, "AwsServiceEvent")
              .member(AuditFields.MANAGEMENT_EVENT, false));
  private static final byte[] MANAGEMENT =
      JsonLines.written(line -> line.member(AuditFields.EVENT_CATEGORY, "Management"));
  private static final byte[] DATA =
      JsonLines.written(line -> line.member(AuditFields.EVENT_CATEGORY, "Data"));

  private static final Name EVENT_SOURCE = new Name(AuditFields.EVENT_SOURCE);
  private static final Name EVENT_NAME = new Name(AuditFields.EVENT_NAME);
  private static final Name AWS_REGION = new Name(AuditFields.AWS_REGION);
  private static final Name SOURCE_IP_ADDRESS = new Name(AuditFields.SOURCE_IP_ADDRESS);
  private static final Name USER_AGENT = new Name(AuditFields.USER_AGENT);
  private static final Name ADDITIONAL_EVENT_DATA = new Name(AuditFields.ADDITIONAL_EVENT_DATA);
  private static final Name ROLECALL = new Name(AuditFields.ROLECALL);
  private static final Name REASON = new Name(AuditFields.REASON);
  private static final Name REQUEST_ID = new Name(AuditFields.REQUEST_ID);
  private static final Name EVENT_ID = new Name(AuditFields.EVENT_ID);
  private static final Name RECIPIENT_ACCOUNT_ID = new Name(AuditFields.RECIPIENT_ACCOUNT_ID);

  private final WrittenSessions sessions = new WrittenSessions();
  private final Supplier<UUID> ids;
  private volatile Second last = Second.of(Instant.EPOCH);

  /**
   * @param ids of events, unique ones
   */
  public CloudTrailLines(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** When events were decided, which many share. */
  private record Second(long epoch, byte[] member) {
    static Second of(Instant time) {
      return new Second(
          time.getEpochSecond(),
          JsonLines.written(line -> line.member(AuditFields.EVENT_TIME, seconds(time))));
    }
  }

  /**
   * Adds a line, its members in CloudTrail's order.
   *
   * @param region that the program speaks for
   */
  public void add(AuditEvent event, String region, JsonLines lines) {
    lines.add(line -> write(event, region, line));
  }

  private void write(AuditEvent event, String region, JsonLines line) {
    line.again(VERSION);
    identity(event.identity(), line);
    line.again(time(event.time()));
    call(event, region, line);
    members(AuditFields.REQUEST_PARAMETERS, event.requestParameters(), NO_REQUEST_PARAMETERS, line);
    members(AuditFields.RESPONSE_ELEMENTS, event.responseElements(), NO_RESPONSE_ELEMENTS, line);
    ownMembers(event, line);
    line.member(REQUEST_ID, event.call().requestId())
        .member(EVENT_ID, ids.get().toString())
        .again(READ_ONLY);
    event.resource().ifPresent(resource -> resource(resource, line));
    boolean own = isOwn(event.call());
    line.again(own ? SERVICE_EVENT : API_CALL);
    event.account().ifPresent(account -> line.member(RECIPIENT_ACCOUNT_ID, account));
    line.again(own ? DATA : MANAGEMENT);
  }

  private void identity(UserIdentity identity, JsonLines line) {
    if (identity instanceof UserIdentity.AssumedRole session) {
      sessions.write(session, line);
    } else {
      IdentityMembers.write(identity, line);
    }
  }

  private byte[] time(Instant time) {
    Second known = last;
    if (known.epoch() != time.getEpochSecond()) {
      known = Second.of(time);
      last = known;
    }
    return known.member();
  }

  private static void call(AuditEvent event, String region, JsonLines line) {
    AuditedCall call = event.call();
    line.member(EVENT_SOURCE, call.service() + (isOwn(call) ? ".dev" : ".amazonaws.com"))
        .member(EVENT_NAME, call.name())
        .member(AWS_REGION, region)
        .member(SOURCE_IP_ADDRESS, call.sourceAddress())
        .member(USER_AGENT, call.userAgent());
    if (event.outcome() instanceof Outcome.Refused refused) {
      line.member(AuditFields.ERROR_CODE, refused.code())
          .member(AuditFields.ERROR_MESSAGE, refused.message());
    }
  }

  /** Rolecall's own services: {@code rolecall}, and its parts, {@code guard.rolecall}. */
  private static boolean isOwn(AuditedCall call) {
    return call.service().equals(OWN_SERVICE) || call.service().endsWith("." + OWN_SERVICE);
  }

  /**
   * @param none the member where there are none
   */
  private static void members(
      String name, Map<String, Object> members, byte[] none, JsonLines line) {
    if (members.isEmpty()) {
      line.again(none);
    } else {
      line.member(name, members);
    }
  }

  private static void ownMembers(AuditEvent event, JsonLines line) {
    line.open(ADDITIONAL_EVENT_DATA)
        .open(ROLECALL)
        .again(event.granted() ? ALLOW : DENY)
        .member(REASON, event.reason());
    event.details().forEach(line::member);
    line.close().close();
  }

  private static void resource(AuditedResource resource, JsonLines line) {
    line.openList(AuditFields.RESOURCES).member(AuditFields.RESOURCE_ARN, resource.arn());
    line.member(AuditFields.ACCOUNT_ID, resource.account());
    if (!resource.type().isEmpty()) {
      line.member(AuditFields.TYPE, resource.type());
    }
    line.closeList();
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
