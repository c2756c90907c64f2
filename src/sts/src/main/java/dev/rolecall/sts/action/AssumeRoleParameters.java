package dev.rolecall.sts.action;

import dev.rolecall.identity.SessionName;
import dev.rolecall.sts.assume.AssumeRoleRequest;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads AssumeRole's parameters (STS API reference) and says all that is wrong. */
final class AssumeRoleParameters {
  /** Its length counts by the quota of session policies, without white space. */
  private static final TextLimits POLICY =
      new TextLimits(
          1, Integer.MAX_VALUE, RoleParameters.POLICY.form(), RoleParameters.POLICY.formShown());

  private static final TextLimits EXTERNAL_ID =
      new TextLimits(2, 1224, Pattern.compile("[A-Za-z0-9_+=,.@:/-]*"), "[\\w+=,.@:\\/-]*");
  private static final TextLimits SERIAL_NUMBER =
      new TextLimits(9, 256, Pattern.compile("[A-Za-z0-9_+=/:,.@-]*"), "[\\w+=/:,.@-]*");
  private static final TextLimits TOKEN_CODE =
      new TextLimits(6, 6, Pattern.compile("[0-9]*"), "[\\d]*");

  private AssumeRoleParameters() {}

  static AssumeRoleRequest read(Parameters parameters) throws QueryException {
    Violations violations = new Violations();
    String roleArn = parameters.text("RoleArn").orElse(null);
    violations.checkRequired("roleArn", roleArn, RoleParameters.ARN);
    String sessionName = parameters.text("RoleSessionName").orElse(null);
    violations.checkRequired("roleSessionName", sessionName, RoleParameters.NAME);
    Optional<String> policy = optional(parameters, violations, "Policy", POLICY);
    List<String> policyArns = RoleParameters.policyArns(parameters, violations);
    int duration = RoleParameters.duration(parameters, violations);
    List<AssumeRoleRequest.Tag> tags = TagParameters.read(parameters, violations);
    Set<String> transitive = transitiveTagKeys(parameters, violations);
    Optional<String> externalId = optional(parameters, violations, "ExternalId", EXTERNAL_ID);
    Optional<String> identity =
        optional(parameters, violations, "SourceIdentity", RoleParameters.NAME);
    int minimumTokenBytes = RoleParameters.minimumTokenBytes(parameters, violations);
    boolean hasOneTimeCode = checkOneTimeCode(parameters, violations);
    violations.requireNone();

    refuseContexts(parameters);
    return new AssumeRoleRequest(
        RoleParameters.arn(RoleParameters.valid(roleArn)),
        new SessionName(RoleParameters.valid(sessionName)),
        Duration.ofSeconds(duration),
        policy,
        policyArns,
        tags,
        transitive,
        externalId,
        identity,
        hasOneTimeCode,
        minimumTokenBytes);
  }

  private static Optional<String> optional(
      Parameters parameters, Violations violations, String name, TextLimits limits) {
    Optional<String> text = parameters.text(name);
    text.ifPresent(value -> violations.check(shown(name), value, limits));
    return text;
  }

  private static String shown(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static Set<String> transitiveTagKeys(Parameters parameters, Violations violations)
      throws QueryException {
    List<@Nullable String> members = parameters.members("TransitiveTagKeys");
    violations.checkSize("transitiveTagKeys", members.size(), TagParameters.MOST);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < members.size(); i++) {
      String key = members.get(i);
      violations.checkRequired("transitiveTagKeys." + (i + 1) + ".member", key, TagParameters.KEY);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Whether there is a code or a device at all. */
  private static boolean checkOneTimeCode(Parameters parameters, Violations violations) {
    Optional<String> device = optional(parameters, violations, "SerialNumber", SERIAL_NUMBER);
    Optional<String> code = parameters.text("TokenCode");
    code.ifPresent(text -> violations.checkSecret("tokenCode", text, TOKEN_CODE));
    return device.isPresent() || code.isPresent();
  }

  /** What a context provider says would be lost, and policies may rely on it. */
  private static void refuseContexts(Parameters parameters) throws QueryException {
    if (!parameters.members("ProvidedContexts", "ProviderArn").isEmpty()) {
      throw new QueryException(
          new QueryError(
              "InvalidParameterValue", 400, "ProvidedContexts is not supported by this service."));
    }
  }
}
