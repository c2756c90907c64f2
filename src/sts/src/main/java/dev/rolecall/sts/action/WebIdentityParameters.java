package dev.rolecall.sts.action;

import dev.rolecall.identity.Secret;
import dev.rolecall.identity.SessionName;
import dev.rolecall.sts.assume.WebIdentityRequest;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryErrors;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads AssumeRoleWithWebIdentity's parameters (STS API reference) and says all that is wrong. */
final class WebIdentityParameters {
  private static final TextLimits TOKEN = TextLimits.ofLength(4, 20_000);
  private static final TextLimits PROVIDER_ID = TextLimits.ofLength(4, 2048);

  private WebIdentityParameters() {}

  static WebIdentityRequest read(Parameters parameters) throws QueryException {
    Violations violations = new Violations();
    String roleArn = parameters.text("RoleArn").orElse(null);
    violations.checkRequired("roleArn", roleArn, RoleParameters.ARN);
    String sessionName = parameters.text("RoleSessionName").orElse(null);
    violations.checkRequired("roleSessionName", sessionName, RoleParameters.NAME);
    String token = parameters.text("WebIdentityToken").orElse(null);
    violations.checkSecret("webIdentityToken", token, TOKEN);
    parameters.text("ProviderId").ifPresent(id -> violations.check("providerId", id, PROVIDER_ID));
    Optional<String> policy = parameters.text("Policy");
    policy.ifPresent(text -> violations.check("policy", text, RoleParameters.POLICY));
    List<String> policyArns = RoleParameters.policyArns(parameters, violations);
    int duration = RoleParameters.duration(parameters, violations);
    int minimumTokenBytes = RoleParameters.minimumTokenBytes(parameters, violations);
    violations.requireNone();

    refuseOtherProviders(parameters);
    return new WebIdentityRequest(
        RoleParameters.arn(RoleParameters.valid(roleArn)),
        new SessionName(RoleParameters.valid(sessionName)),
        new Secret(RoleParameters.valid(token)),
        Duration.ofSeconds(duration),
        policy,
        policyArns,
        minimumTokenBytes);
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
