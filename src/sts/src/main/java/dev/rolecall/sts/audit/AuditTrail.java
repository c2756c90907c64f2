package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.identity.Workload;
import dev.rolecall.session.Session;
import dev.rolecall.token.VerifiedToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is learnt of one call while it is handled; used by one thread at a time. */
public final class AuditTrail {
  private static final int LONGEST_UNVERIFIED = 256;

  /** An ARN has 2,048 characters at most. */
  private static final int LONGEST = 2048;

  private final String requestId;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, String> unverified = new LinkedHashMap<>();
  private String action;
  private Optional<Workload> workload = Optional.empty();
  private Optional<String> toldToOwner = Optional.empty();

  /**
   * @param action {@code sts:AssumeRoleWithWebIdentity}
   * @param source the address that the call came from
   */
  public AuditTrail(String requestId, String action, String source) {
    this.requestId = requestId;
    this.action = action;
    if (!source.isEmpty()) {
      facts.put("source", source);
    }
  }

  public String requestId() {
    return requestId;
  }

  /** What is asked for, once that is known. */
  public void action(String name) {
    action = name;
  }

  public void fact(String name, String value) {
    facts.put(name, bounded(value, LONGEST));
  }

  /** A parameter or claim that nobody vouches for. */
  public void unverified(String name, String value) {
    unverified.put(name, bounded(value, LONGEST_UNVERIFIED));
  }

  /** A verified token: who its issuer says it is. */
  public void token(VerifiedToken token) {
    facts.put("issuer", token.issuer());
    facts.put("subject", token.subject());
  }

  /** The pod that the call is about, attested. Its refusals become Events on it. */
  public void workload(Workload attested) {
    workload = Optional.of(attested);
    facts.put("namespace", attested.pod().namespace());
    facts.put("pod", attested.pod().name());
    facts.put("podUid", attested.pod().uid());
    facts.put("serviceAccount", attested.serviceAccount().name());
    facts.put("node", attested.node());
  }

  public void session(Session session) {
    facts.put("account", session.account().value());
    facts.put("role", session.roleArn().toString());
    facts.put("session", session.arn().toString());
    facts.put("accessKeyId", session.accessKeyId().value());
    session.sourceIdentity().ifPresent(identity -> facts.put("sourceIdentity", identity));
  }

  /** The session that asks for another one. */
  public void caller(Session session) {
    facts.put("caller", session.arn().toString());
    facts.put("callerAccessKeyId", session.accessKeyId().value());
    session
        .pod()
        .ifPresent(pod -> {
          facts.put("namespace", pod.namespace());
          facts.put("pod", pod.name());
          facts.put("podUid", pod.uid());
        });
    session.sourceIdentity().ifPresent(identity -> facts.put("sourceIdentity", identity));
  }

  /** The pod that the call is about, where one was attested. */
  public Optional<Workload> workload() {
    return workload;
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

  AuditEvent event(Instant time, String outcome, String reason) {
    return new AuditEvent(
        time, requestId, action, outcome, bounded(reason, LONGEST), facts, unverified);
  }

  /** Nobody who sends a long text makes the record any longer. */
  private static String bounded(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }
}
