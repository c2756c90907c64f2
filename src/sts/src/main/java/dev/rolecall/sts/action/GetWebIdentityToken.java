package dev.rolecall.sts.action;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.identity.ReservedTags;
import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.AssumeRoleRequest;
import dev.rolecall.sts.outbound.IdentityTokenRequest;
import dev.rolecall.sts.outbound.IdentityTokens;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.Outcome;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code GetWebIdentityToken}: a signed token that says who the session is, for services that do
 * not know Rolecall (IAM User Guide, "Federating AWS identities to external services").
 */
public final class GetWebIdentityToken extends SignedAction {
  private static final String GET = "sts:GetWebIdentityToken";
  private static final String TAG = "sts:TagGetWebIdentityToken";

  private final Permissions permissions;
  private final Optional<IdentityTokens> tokens;

  /**
   * @param tokens empty where the deployment has no issuer
   */
  public GetWebIdentityToken(
      CallingSessions callers, Permissions permissions, Optional<IdentityTokens> tokens) {
    super(callers);
    this.permissions = permissions;
    this.tokens = tokens;
  }

  @Override
  public String name() {
    return "GetWebIdentityToken";
  }

  @Override
  Outcome perform(ActionCall call, Session caller) throws QueryException {
    IdentityTokenParameters asked = IdentityTokenParameters.read(call.parameters());
    IdentityTokens enabled = tokens.orElseThrow(GetWebIdentityToken::disabled);
    String by = requireAllowed(caller, asked);
    IdentityTokenRequest request =
        new IdentityTokenRequest(
            asked.audiences(),
            asked.algorithm(),
            Duration.ofSeconds(asked.seconds()),
            distinct(asked.tags()));
    return switch (enabled.issue(request, caller, permissions.tagsOf(caller))) {
      case IdentityTokens.Result.Issued(var token, var id, var expiration) -> {
        call.trail().fact(AuditFields.TOKEN_ID, id);
        yield new Outcome.Granted(
            by,
            xml ->
                xml.element("WebIdentityToken", token)
                    .element("Expiration", expiration.toString()));
      }
      case IdentityTokens.Result.OutlivesSession outlives -> escalation();
      case IdentityTokens.Result.TooLarge(var bytes) -> tooLarge(bytes);
    };
  }

  private String requireAllowed(Session caller, IdentityTokenParameters asked)
      throws QueryException {
    String self = "arn:aws:sts::" + caller.account() + ":self";
    Map<String, Entry> context = context(asked);
    String by = permissions.require(caller, new Permissions.Question(GET, self, context));
    if (!asked.tags().isEmpty()) {
      permissions.require(caller, new Permissions.Question(TAG, self, context));
    }
    return by;
  }

  /** Of a tag key that is there twice the last counts. */
  private static Map<String, Entry> context(IdentityTokenParameters asked) {
    Map<String, Entry> context = new LinkedHashMap<>();
    context.put("sts:IdentityTokenAudience", new Entry(asked.audiences(), true));
    context.put("sts:SigningAlgorithm", single(asked.algorithm().name()));
    context.put("sts:DurationSeconds", single(Integer.toString(asked.seconds())));
    if (!asked.tags().isEmpty()) {
      asked.tags().forEach(tag -> context.put("aws:RequestTag/" + tag.key(), single(tag.value())));
      context.put(
          "aws:TagKeys",
          new Entry(
              asked.tags().stream().map(AssumeRoleRequest.Tag::key).distinct().toList(), true));
    }
    return context;
  }

  private static Entry single(String value) {
    return new Entry(List.of(value), false);
  }

  /** Nobody says of itself, not even here, what sts attests elsewhere. */
  private static Map<String, String> distinct(List<AssumeRoleRequest.Tag> tags)
      throws QueryException {
    Map<String, String> distinct = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (AssumeRoleRequest.Tag tag : tags) {
      if (ReservedTags.contains(tag.key())) {
        throw invalid("The tag key " + tag.key() + " is reserved.");
      }
      if (distinct.put(tag.key(), tag.value()) != null) {
        throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    return distinct;
  }

  private static QueryException invalid(String message) {
    return new QueryException(new QueryError("InvalidParameterValue", 400, message));
  }

  private static QueryException disabled() {
    return new QueryException(
        new QueryError(
            "OutboundWebIdentityFederationDisabledException",
            403,
            "Outbound web identity federation is not enabled here."),
        "rolecall.identity-tokens.issuer is not set");
  }

  private static Outcome escalation() {
    String message = "The token would be valid for longer than the session that asks for it.";
    return new Outcome.Refused(
        new QueryError("SessionDurationEscalationException", 403, message), message);
  }

  private static Outcome tooLarge(int bytes) {
    String message =
        "The token's payload would have %d bytes, more than the 14984 allowed.".formatted(bytes);
    return new Outcome.Refused(
        new QueryError("JWTPayloadSizeExceededException", 400, message), message);
  }
}
