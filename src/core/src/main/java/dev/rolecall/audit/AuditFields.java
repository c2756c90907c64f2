package dev.rolecall.audit;

/**
 * The names of an audit event's members; {@code docs/audit.md} says what each is. Those outside of
 * {@link #ROLECALL} are CloudTrail's (CloudTrail User Guide, "CloudTrail record contents").
 */
public final class AuditFields {
  public static final String EVENT_VERSION = "eventVersion";
  public static final String USER_IDENTITY = "userIdentity";
  public static final String EVENT_TIME = "eventTime";
  public static final String EVENT_SOURCE = "eventSource";
  public static final String EVENT_NAME = "eventName";
  public static final String AWS_REGION = "awsRegion";
  public static final String SOURCE_IP_ADDRESS = "sourceIPAddress";
  public static final String USER_AGENT = "userAgent";
  public static final String ERROR_CODE = "errorCode";
  public static final String ERROR_MESSAGE = "errorMessage";
  public static final String REQUEST_PARAMETERS = "requestParameters";
  public static final String RESPONSE_ELEMENTS = "responseElements";
  public static final String ADDITIONAL_EVENT_DATA = "additionalEventData";
  public static final String REQUEST_ID = "requestID";
  public static final String EVENT_ID = "eventID";
  public static final String READ_ONLY = "readOnly";
  public static final String RESOURCES = "resources";
  public static final String EVENT_TYPE = "eventType";
  public static final String MANAGEMENT_EVENT = "managementEvent";
  public static final String RECIPIENT_ACCOUNT_ID = "recipientAccountId";
  public static final String EVENT_CATEGORY = "eventCategory";

  // Of userIdentity.
  public static final String TYPE = "type";
  public static final String PRINCIPAL_ID = "principalId";
  public static final String ARN = "arn";
  public static final String ACCOUNT_ID = "accountId";
  public static final String ACCESS_KEY_ID = "accessKeyId";
  public static final String USER_NAME = "userName";
  public static final String IDENTITY_PROVIDER = "identityProvider";
  public static final String INVOKED_BY = "invokedBy";
  public static final String SESSION_CONTEXT = "sessionContext";
  public static final String SESSION_ISSUER = "sessionIssuer";
  public static final String WEB_ID_FEDERATION_DATA = "webIdFederationData";
  public static final String FEDERATED_PROVIDER = "federatedProvider";
  public static final String ATTRIBUTES = "attributes";
  public static final String CREATION_DATE = "creationDate";
  public static final String MFA_AUTHENTICATED = "mfaAuthenticated";
  public static final String SOURCE_IDENTITY = "sourceIdentity";

  // Of responseElements.
  public static final String CREDENTIALS = "credentials";
  public static final String EXPIRATION = "expiration";
  public static final String ASSUMED_ROLE_USER = "assumedRoleUser";
  public static final String ASSUMED_ROLE_ID = "assumedRoleId";
  public static final String SUBJECT = "subjectFromWebIdentityToken";
  public static final String PROVIDER = "provider";
  public static final String AUDIENCE = "audience";

  /** CloudTrail's spelling, in resources. */
  public static final String RESOURCE_ARN = "ARN";

  /** What CloudTrail has no member for, inside of {@link #ADDITIONAL_EVENT_DATA}. */
  public static final String ROLECALL = "rolecall";

  public static final String DECISION = "decision";
  public static final String REASON = "reason";
  public static final String DECIDED_BY = "decidedBy";
  public static final String ACTION = "action";
  public static final String EFFECT = "effect";
  public static final String LAYER = "layer";
  public static final String POLICY = "policy";
  public static final String STATEMENT = "statement";
  public static final String LINE = "line";
  public static final String COLUMN = "column";
  public static final String WORKLOAD = "workload";
  public static final String NAMESPACE = "namespace";
  public static final String SERVICE_ACCOUNT = "serviceAccount";
  public static final String POD = "pod";
  public static final String POD_UID = "podUid";
  public static final String NODE = "node";
  public static final String AGENT = "agent";
  public static final String INSTANCE_PROFILE = "instanceProfile";
  public static final String SERVICE = "service";
  public static final String SOURCE_ROLE = "sourceRole";
  public static final String CLIENT_ADDRESS = "clientAddress";
  public static final String SESSION_TAGS = "sessionTags";
  public static final String TRANSITIVE_TAG_KEYS = "transitiveTagKeys";
  public static final String TOKEN_ID = "tokenId";
  public static final String TRACE_ID = "traceId";
  public static final String UNVERIFIED = "unverified";
  public static final String COUNT = "count";
  public static final String FIRST_TIME = "firstTime";
  public static final String LAST_TIME = "lastTime";
  public static final String RULE = "rule";
  public static final String INTERFACE = "interface";
  public static final String OBSERVED = "observed";

  /** Whether something of a map is left out because there is too much of it; as CloudTrail does. */
  public static final String OMITTED = "omitted";

  private AuditFields() {}
}
