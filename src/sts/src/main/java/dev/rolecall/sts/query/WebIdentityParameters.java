package dev.rolecall.sts.query;

import dev.rolecall.identity.Secret;
import dev.rolecall.identity.SessionName;
import dev.rolecall.sts.assume.WebIdentityRequest;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads AssumeRoleWithWebIdentity's parameters (STS API reference) and says all that is wrong. */
final class WebIdentityParameters {
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final TextLimits ARN =
      new TextLimits(
          20,
          2048,
          Pattern.compile(
              "[\\t\\n\\r -~\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]+"),
          "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD"
              + "\\u10000-\\u10FFFF]+");
  private static final TextLimits SESSION_NAME =
      new TextLimits(2, 64, Pattern.compile("[A-Za-z0-9_+=,.@-]*"), "[\\w+=,.@-]*");
  private static final TextLimits TOKEN = new TextLimits(4, 20_000, ANY, "");
  private static final TextLimits PROVIDER_ID = new TextLimits(4, 2048, ANY, "");
  private static final TextLimits POLICY =
      new TextLimits(
          1,
          2048,
          Pattern.compile("[\\t\\n\\r -\\u00FF]+"),
          "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
  private static final int MOST_POLICY_ARNS = 10;
  private static final Pattern ARN_FORM =
      Pattern.compile("arn:[^:]+:[^:]+:[^:]*:[^:]*:[^:]+", Pattern.DOTALL);

  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;
  private static final int DEFAULT_DURATION = 3600;

  private WebIdentityParameters() {}

  static WebIdentityRequest read(Parameters parameters) throws QueryException {
    Violations violations = new Violations();
    String roleArn = parameters.text("RoleArn").orElse(null);
    violations.checkRequired("roleArn", roleArn, ARN);
    String sessionName = parameters.text("RoleSessionName").orElse(null);
    violations.checkRequired("roleSessionName", sessionName, SESSION_NAME);
    String token = parameters.text("WebIdentityToken").orElse(null);
    violations.checkSecret("webIdentityToken", token, TOKEN);
    parameters.text("ProviderId").ifPresent(id -> violations.check("providerId", id, PROVIDER_ID));
    Optional<String> policy = parameters.text("Policy");
    policy.ifPresent(text -> violations.check("policy", text, POLICY));
    List<String> policyArns = policyArns(parameters, violations);
    int duration = parameters.integer("DurationSeconds").orElse(DEFAULT_DURATION);
    violations.checkRange("durationSeconds", duration, SHORTEST, LONGEST);
    violations.requireNone();

    refuseOtherProviders(parameters);
    return new WebIdentityRequest(
        arn(valid(roleArn)),
        new SessionName(valid(sessionName)),
        new Secret(valid(token)),
        Duration.ofSeconds(duration),
        policy,
        policyArns);
  }

  private static String valid(@Nullable String checked) {
    if (checked == null) {
      throw new IllegalStateException("a required parameter was not checked");
    }
    return checked;
  }

  private static String arn(String text) throws QueryException {
    if (!ARN_FORM.matcher(text).matches()) {
      throw new QueryException(QueryError.validation(text + " is invalid"));
    }
    return text;
  }

  private static List<String> policyArns(Parameters parameters, Violations violations)
      throws QueryException {
    List<@Nullable String> members = parameters.members("PolicyArns", "arn");
    violations.checkSize("policyArns", members.size(), MOST_POLICY_ARNS);
    List<String> arns = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      String arn = members.get(i);
      violations.checkRequired("policyArns." + (i + 1) + ".member.arn", arn, ARN);
      if (arn != null) {
        arns.add(arn);
      }
    }
    return arns;
  }

  /** ProviderId is for OAuth 2.0 access tokens, which are not served here. */
  private static void refuseOtherProviders(Parameters parameters) throws QueryException {
    Optional<String> provider = parameters.text("ProviderId");
    if (provider.isPresent()) {
      throw new QueryException(
          switch (provider.get()) {
            case "www.amazon.com" ->
                new QueryError(
                    "InvalidIdentityToken", 400, "Provided Token is not a Login With Amazon token");
            case "graph.facebook.com" ->
                new QueryError("IDPRejectedClaim", 403, "The identity provider rejected the token");
            default -> QueryErrors.accessDenied();
          });
    }
  }
}
