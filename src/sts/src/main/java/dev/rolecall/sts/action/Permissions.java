package dev.rolecall.sts.action;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionAuthority;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.denial.AuthorizationMessages;
import dev.rolecall.sts.denial.Denial;
import dev.rolecall.sts.denial.DenialText;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a session may do what it asks sts itself for. Its policies alone decide: its role's, the
 * boundaries, its session policies, its account's SCPs.
 */
public final class Permissions {
  private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";

  private final SessionPolicies sessions;
  private final AuthorizationMessages messages;

  public Permissions(SessionPolicies sessions, AuthorizationMessages messages) {
    this.sessions = sessions;
    this.messages = messages;
  }

  /** The principal tags of a session: its own before its role's. */
  Map<String, String> tagsOf(Session caller) {
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sessions
        .of(caller)
        .facts()
        .forEach((key, value) -> {
          if (key.startsWith(PRINCIPAL_TAG)) {
            tags.remove(key.substring(PRINCIPAL_TAG.length()));
            tags.put(key.substring(PRINCIPAL_TAG.length()), value);
          }
        });
    return tags;
  }

  /**
   * What is asked of the policies.
   *
   * @param action {@code sts:GetAccessKeyInfo}
   * @param resource an ARN of the caller's account, or {@code *}
   * @param context what the request says, by condition keys
   */
  record Question(String action, String resource, Map<String, RequestContext.Entry> context) {
    /** About an action that has neither resources nor condition keys. */
    static Question about(String action) {
      return new Question(action, "*", Map.of());
    }
  }

  /**
   * What allows it, for the audit event.
   *
   * @throws QueryException in AWS's words where it is not allowed
   */
  String require(Session caller, Question question) throws QueryException {
    SessionAuthority authority = sessions.of(caller);
    RequestContext context = authority.context(question.context());
    Decision decision =
        authority
            .policies(null)
            .decide(
                new AuthorizationRequest(
                    authority.caller(),
                    question.action(),
                    question.resource(),
                    caller.account(),
                    context));
    if (decision instanceof Decision.Allow(var by)) {
      return "allowed by " + by;
    }
    String text = DenialText.ofOwn(caller, question.action(), question.resource(), decision);
    String reason = decision.decidedBy().map(by -> text + ": " + by).orElse(text);
    Denial denial =
        new Denial(
            caller,
            question.action(),
            Denial.Resource.of(question.resource(), caller.account()),
            decision,
            context);
    throw new QueryException(
        new QueryError("AccessDenied", 403, text, messages.appendix(denial)), reason);
  }
}
