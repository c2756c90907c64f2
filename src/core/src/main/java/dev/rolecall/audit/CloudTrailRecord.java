package dev.rolecall.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the shape of CloudTrail's records (CloudTrail User Guide, "CloudTrail record
 * contents", version 1.11).
 */
public final class CloudTrailRecord {
  private static final String VERSION = "1.11";
  private static final String OWN_SERVICE = "rolecall";

  private CloudTrailRecord() {}

  /**
   * Its members in CloudTrail's order: maps, lists, text, numbers, booleans and null.
   *
   * @param id the event's own
   * @param region that sts speaks for
   */
  public static Map<String, @Nullable Object> of(AuditEvent event, UUID id, String region) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>(32);
    record.put(AuditFields.EVENT_VERSION, VERSION);
    record.put(AuditFields.USER_IDENTITY, IdentityMembers.of(event.identity()));
    putCall(event, region, record);
    record.put(AuditFields.REQUEST_PARAMETERS, nullIfEmpty(event.requestParameters()));
    record.put(AuditFields.RESPONSE_ELEMENTS, nullIfEmpty(event.responseElements()));
    record.put(AuditFields.ADDITIONAL_EVENT_DATA, Map.of(AuditFields.ROLECALL, ownMembers(event)));
    record.put(AuditFields.REQUEST_ID, event.call().requestId());
    record.put(AuditFields.EVENT_ID, id.toString());
    // Nothing that is asked of sts changes anything.
    record.put(AuditFields.READ_ONLY, true);
    event
        .resource()
        .ifPresent(resource -> record.put(AuditFields.RESOURCES, List.of(members(resource))));
    boolean own = isOwn(event.call());
    record.put(AuditFields.EVENT_TYPE, own ? "AwsServiceEvent" : "AwsApiCall");
    record.put(AuditFields.MANAGEMENT_EVENT, !own);
    event.account().ifPresent(account -> record.put(AuditFields.RECIPIENT_ACCOUNT_ID, account));
    record.put(AuditFields.EVENT_CATEGORY, own ? "Data" : "Management");
    return record;
  }

  private static void putCall(
      AuditEvent event, String region, Map<String, @Nullable Object> record) {
    AuditedCall call = event.call();
    record.put(AuditFields.EVENT_TIME, seconds(event.time()));
    record.put(
        AuditFields.EVENT_SOURCE, call.service() + (isOwn(call) ? ".dev" : ".amazonaws.com"));
    record.put(AuditFields.EVENT_NAME, call.name());
    record.put(AuditFields.AWS_REGION, region);
    record.put(AuditFields.SOURCE_IP_ADDRESS, call.sourceAddress());
    record.put(AuditFields.USER_AGENT, call.userAgent());
    if (event.outcome() instanceof Outcome.Refused refused) {
      record.put(AuditFields.ERROR_CODE, refused.code());
      record.put(AuditFields.ERROR_MESSAGE, refused.message());
    }
  }

  /** Rolecall's own services: {@code rolecall}, and its parts, {@code guard.rolecall}. */
  private static boolean isOwn(AuditedCall call) {
    return call.service().equals(OWN_SERVICE) || call.service().endsWith("." + OWN_SERVICE);
  }

  private static Map<String, Object> ownMembers(AuditEvent event) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(AuditFields.DECISION, event.granted() ? "Allow" : "Deny");
    own.put(AuditFields.REASON, event.reason());
    own.putAll(event.details());
    return own;
  }

  private static Map<String, Object> members(AuditedResource resource) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(AuditFields.RESOURCE_ARN, resource.arn());
    members.put(AuditFields.ACCOUNT_ID, resource.account());
    if (!resource.type().isEmpty()) {
      members.put(AuditFields.TYPE, resource.type());
    }
    return members;
  }

  private static @Nullable Map<String, Object> nullIfEmpty(Map<String, Object> members) {
    return members.isEmpty() ? null : members;
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
