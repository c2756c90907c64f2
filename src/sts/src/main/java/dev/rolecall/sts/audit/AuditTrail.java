package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditFields;
import dev.rolecall.audit.AuditedCall;
import dev.rolecall.audit.AuditedResource;
import dev.rolecall.audit.Outcome;
import dev.rolecall.audit.Shorten;
import dev.rolecall.audit.UserIdentity;
import dev.rolecall.directory.Provider;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.observe.trace.RequestTrace;
import dev.rolecall.policy.Decision;
import dev.rolecall.session.Session;
import dev.rolecall.token.VerifiedToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is learnt of one call while it is handled; used by one thread at a time. */
public final class AuditTrail {
  /** A parameter or reason is no longer; an ARN has 2,048 characters at most. */
  private static final int LONGEST = 2048;

  private static final int LONGEST_USER_AGENT = 512;
  private static final int LONGEST_UNVERIFIED = 256;

  /** Fifty tags and a session policy fit. */
  private static final int BUDGET_OF_GRANTS = 24 * 1024;

  /** Refusals are what anybody can have as many of as they like. */
  private static final int BUDGET_OF_REFUSALS = 4 * 1024;

  private final String requestId;
  private final String source;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, String> unverified = new LinkedHashMap<>();
  private Map<String, ?> parameters = Map.of();
  private Map<String, Object> decidedBy = Map.of();
  private String action;
  private String userAgent = "";
  private RequestTrace trace = RequestTrace.NONE;
  private Optional<Workload> workload = Optional.empty();
  private Optional<PodRef> pod = Optional.empty();
  private Optional<VerifiedToken> token = Optional.empty();
  private Optional<UserIdentity> caller = Optional.empty();
  private Optional<AuditedResource> resource = Optional.empty();
  private Optional<String> account = Optional.empty();
  private Optional<Session> granted = Optional.empty();
  private Optional<String> toldToOwner = Optional.empty();

  /**
   * @param action {@code sts:AssumeRoleWithWebIdentity}; {@code sts} where none is known yet
   * @param source the address that the call came from
   */
  public AuditTrail(String requestId, String action, String source) {
    this.requestId = requestId;
    this.action = action;
    this.source = source;
  }

  public String requestId() {
    return requestId;
  }

  /** What the caller says it is. */
  public void userAgent(Optional<String> text) {
    userAgent = Shorten.text(text.orElse(""), LONGEST_USER_AGENT);
  }

  /** The trace that handling the call is part of. */
  public void trace(RequestTrace part) {
    trace = part;
  }

  /** The caller is a program of ours: the trace that it names is gone on with. */
  public void callerIsKnown() {
    trace.callerIsKnown();
  }

  /** What is asked for, once that is known. */
  public void action(String name) {
    action = name;
  }

  /**
   * What the request says, without secrets and tokens.
   *
   * @param members text, numbers, booleans, lists and maps
   */
  public void parameters(Map<String, ?> members) {
    parameters = members;
  }

  /**
   * Something that sts knows.
   *
   * @param name one of {@link AuditFields}
   */
  public void fact(String name, String value) {
    facts.put(name, Shorten.text(value, LONGEST));
  }

  /** A parameter or claim that nobody vouches for. */
  public void unverified(String name, String value) {
    unverified.put(name, Shorten.text(value, LONGEST_UNVERIFIED));
  }

  /** A verified token: who its issuer says it is. */
  public void token(VerifiedToken verified) {
    token = Optional.of(verified);
  }

  /** The pod that the call is about, attested. Its refusals become Events on it. */
  public void workload(Workload attested) {
    workload = Optional.of(attested);
    pod = Optional.of(attested.pod());
  }

  /** The session that signed the call, living or not. */
  public void caller(Session session) {
    caller = Optional.of(UserIdentity.AssumedRole.of(session));
    account = account.or(() -> Optional.of(session.account().value()));
    pod = session.pod().or(() -> pod);
  }

  /** The service that acts for the workload, {@code pods.eks.amazonaws.com}. */
  public void service(String name) {
    caller = Optional.of(new UserIdentity.Service(name));
  }

  /** The role that is asked for, by somebody who proved to be somebody. */
  public void role(RoleArn arn) {
    resource(arn.toString(), arn.account(), AuditedResource.ROLE);
  }

  /**
   * What is asked for.
   *
   * @param type as CloudFormation calls it; empty where it has no such name
   */
  public void resource(String arn, AccountId owner, String type) {
    resource = Optional.of(new AuditedResource(Shorten.text(arn, LONGEST), owner.value(), type));
    account = Optional.of(owner.value());
  }

  /** What the policies say of an action: which statement, or which layer allows nothing. */
  public void decided(String asked, Decision decision) {
    decidedBy = DecisionMembers.of(asked, decision);
  }

  /** The session that was issued. */
  public void granted(Session session) {
    granted = Optional.of(session);
    role(session.roleArn());
  }

  /** The pod that the call is about, where one was attested. */
  public Optional<Workload> workload() {
    return workload;
  }

  /** The role that a pod got; empty where no session was issued, or none to a pod itself. */
  Optional<IssuedRole> issuedRole() {
    // A service that asks for a pod names no role: the pod's binding does.
    IssuedRole.Naming namedBy =
        caller.filter(UserIdentity.Service.class::isInstance).isPresent()
            ? IssuedRole.Naming.BINDING
            : IssuedRole.Naming.REQUEST;
    return workload.flatMap(
        pod -> granted.map(session -> new IssuedRole(pod, session.roleArn(), namedBy)));
  }

  /**
   * From here on the workload's owner reads this in place of the true reason of a refusal, which is
   * another account's business.
   */
  public void tellOwner(String text) {
    toldToOwner = Optional.of(text);
  }

  /** From here on the workload's owner reads the true reason again. */
  public void tellOwnerTheReason() {
    toldToOwner = Optional.empty();
  }

  /** What the workload's owner reads of a refusal. */
  String toldToOwner(String reason) {
    return toldToOwner.orElse(reason);
  }

  AuditEvent grant(Instant time, String reason) {
    return event(time, new Outcome.Granted(Shorten.text(reason, LONGEST)), BUDGET_OF_GRANTS);
  }

  AuditEvent refusal(Instant time, String code, String message, String reason) {
    return event(
        time,
        new Outcome.Refused(code, Shorten.text(message, LONGEST), Shorten.text(reason, LONGEST)),
        BUDGET_OF_REFUSALS);
  }

  private AuditEvent event(Instant time, Outcome outcome, int budget) {
    return new AuditEvent(
        time,
        call(),
        identity(),
        outcome,
        resource,
        account,
        Shorten.members(parameters, LONGEST, budget),
        outcome instanceof Outcome.Granted ? response() : Map.of(),
        details(outcome, budget));
  }

  private AuditedCall call() {
    int colon = action.indexOf(':');
    return colon < 0
        ? new AuditedCall(action, AuditedCall.UNKNOWN, requestId, source, userAgent)
        : new AuditedCall(
            action.substring(0, colon), action.substring(colon + 1), requestId, source, userAgent);
  }

  private UserIdentity identity() {
    return caller
        .or(() ->
            token.map(verified ->
                new UserIdentity.WebIdentity(
                    provider(verified),
                    Shorten.text(verified.audience(), LONGEST),
                    Shorten.text(verified.subject(), LONGEST))))
        .orElseGet(UserIdentity.Unknown::new);
  }

  /** The provider's ARN in the account of the role, where there is one. */
  private String provider(VerifiedToken verified) {
    String issuer = Provider.hostAndPath(verified.issuer());
    return account.map(id -> "arn:aws:iam::" + id + ":oidc-provider/" + issuer).orElse(issuer);
  }

  private Map<String, Object> response() {
    Map<String, Object> response = new LinkedHashMap<>();
    granted.ifPresent(session -> {
      response.put(
          AuditFields.CREDENTIALS,
          Map.of(
              AuditFields.ACCESS_KEY_ID,
              session.accessKeyId().value(),
              AuditFields.EXPIRATION,
              session.expiresAt().toString()));
      response.put(
          AuditFields.ASSUMED_ROLE_USER,
          Map.of(
              AuditFields.ASSUMED_ROLE_ID,
              session.userId(),
              AuditFields.ARN,
              session.arn().toString()));
      session
          .sourceIdentity()
          .ifPresent(identity -> response.put(AuditFields.SOURCE_IDENTITY, identity));
      token.ifPresent(verified -> {
        response.put(AuditFields.SUBJECT, Shorten.text(verified.subject(), LONGEST));
        response.put(AuditFields.PROVIDER, provider(verified));
        response.put(AuditFields.AUDIENCE, Shorten.text(verified.audience(), LONGEST));
      });
    });
    return response;
  }

  private Map<String, Object> workloadMembers(PodRef of) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(AuditFields.NAMESPACE, of.namespace());
    workload.ifPresent(
        attested -> members.put(AuditFields.SERVICE_ACCOUNT, attested.serviceAccount().name()));
    members.put(AuditFields.POD, of.name());
    members.put(AuditFields.POD_UID, of.uid());
    workload.ifPresent(attested -> members.put(AuditFields.NODE, attested.node()));
    return members;
  }

  private Map<String, Object> details(Outcome outcome, int budget) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (!decidedBy.isEmpty()) {
      details.put(AuditFields.DECIDED_BY, decidedBy);
    }
    pod.ifPresent(of -> details.put(AuditFields.WORKLOAD, workloadMembers(of)));
    details.putAll(facts);
    granted
        .filter(session -> outcome instanceof Outcome.Granted && !session.tags().isEmpty())
        .ifPresent(session -> {
          details.put(AuditFields.SESSION_TAGS, Shorten.members(session.tags(), LONGEST, budget));
          details.put(
              AuditFields.TRANSITIVE_TAG_KEYS,
              session.transitiveTagKeys().stream().sorted().toList());
        });
    trace.recordedId().ifPresent(id -> details.put(AuditFields.TRACE_ID, id));
    if (!unverified.isEmpty()) {
      details.put(AuditFields.UNVERIFIED, Shorten.members(unverified, LONGEST_UNVERIFIED, budget));
    }
    return details;
  }
}
