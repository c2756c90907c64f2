package dev.rolecall.policy.lint;

import dev.rolecall.policy.lint.Check.Status;
import dev.rolecall.policy.lint.rule.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every code: those of the rules, those of the reader, and those that nobody looks for here. */
public final class Checks {
  private static final String REFUSED =
      """
      DATA_TYPE_MISMATCH An element of another JSON type than the grammar has.
      DUPLICATE_KEY An element or key twice.
      DUPLICATE_KEYS_WITH_DIFFERENT_CASE Keys that differ in case only.
      EMPTY_ARRAY_CONDITION A condition without values, neither ForAllValues, ForAnyValue nor IfExists.
      EMPTY_VARIABLE A variable without a key, ${}.
      INVALID_ACTION An action that is neither * nor service:Name. Whether the name exists takes a catalogue.
      INVALID_ARN_PREFIX A resource that is neither * nor an ARN.
      INVALID_CHARACTER A character that IAM does not take.
      INVALID_CONDITION_DATA_TYPE Values of several JSON types for one key.
      INVALID_CONDITION_KEY_FORMAT A condition key that is not service:name.
      INVALID_CONDITION_OPERATOR A condition operator that does not exist.
      INVALID_EFFECT An effect other than Allow and Deny.
      INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY An identity provider that is neither an ARN nor a host.
      INVALID_POLICY_ELEMENT An element that the policy's type does not have.
      INVALID_PRINCIPAL_FORMAT A principal that is no account, user, role or session.
      INVALID_PRINCIPAL_KEY A type of principals other than AWS, Federated and Service.
      INVALID_VARIABLE_FOR_OPERATOR A variable under an operator that takes none.
      INVALID_VERSION A version that does not exist.
      JSON_SYNTAX_ERROR A text that is no JSON.
      MISSING_ACTION A statement without Action and NotAction.
      MISSING_BRACE_IN_VARIABLE A variable that does not end.
      MISSING_EFFECT A statement without Effect.
      MISSING_PRINCIPAL A statement without Principal where one is needed.
      MISSING_QUOTE_IN_VARIABLE A variable's default without quotes.
      MISSING_RESOURCE A statement without Resource and NotResource where one is needed.
      MISSING_STATEMENT A policy without statements.
      MISSING_TAG_KEY_IN_CONDITION A tag's condition key without the tag's key.
      NULL_WITH_IF_EXISTS NullIfExists, which does not exist.
      POLICY_SIZE_EXCEEDS_RCP_QUOTA A resource control policy above its quota.
      POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA A resource's policy above its quota.
      POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA A trust policy above its quota.
      POLICY_SIZE_EXCEEDS_SCP_QUOTA A service control policy above its quota.
      POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA A session policy above its quota.
      RCP_SYNTAX_ERROR_ALLOW A resource control policy that allows something else than everything.
      RCP_SYNTAX_ERROR_NOTACTION A resource control policy with NotAction.
      RCP_SYNTAX_ERROR_PRINCIPAL A resource control policy whose Principal is not *.
      ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL A trust policy with NotPrincipal.
      ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE A trust policy with Resource or NotResource.
      SCP_SYNTAX_ERROR_PRINCIPAL A service control policy with Principal or NotPrincipal.
      ALLOW_WITH_NOTPRINCIPAL NotPrincipal in an Allow.
      TOO_MANY_PROBLEMS There is more wrong than is told.
      TYPE_MISMATCH_BOOLEAN A value of Bool or Null that is neither true nor false.
      TYPE_MISMATCH_DATE A value of a Date operator that is no date.
      TYPE_MISMATCH_IP_RANGE A value of an IpAddress operator that is no range.
      TYPE_MISMATCH_NUMBER A value of a Numeric operator that is no number.
      TYPE_MISMATCH_STRING A value of BinaryEquals that is not base64.
      UNIQUE_SIDS_REQUIRED Two statements with one Sid.
      UNSUPPORTED_ACTION_IN_POLICY A trust policy with other actions than those of sts. Of other types it takes a catalogue.
      UNSUPPORTED_ELEMENT_COMBINATION An element together with its opposite.
      UNSUPPORTED_PRINCIPAL Principal or NotPrincipal in a policy of an identity.
      UNSUPPORTED_SID A Sid with other characters than letters and digits.
      UNSUPPORTED_SPACE_IN_VARIABLE Spaces in or around a variable's key.
      UNSUPPORTED_WILDCARD_IN_PRINCIPAL A part of a principal's name as a wildcard.
      VARIABLE_UNSUPPORTED_IN_ELEMENT A variable elsewhere than in a resource's last part and in conditions.
      """;

  private static final String NEEDS_CATALOGUE =
      """
      ARN_ACCOUNT_NOT_ALLOWED ERROR Which types of resources have no account.
      ARN_REGION_NOT_ALLOWED ERROR Which types of resources have no region.
      MISSING_ARN_REGION ERROR Which types of resources have a region.
      INVALID_SERVICE ERROR Which services there are.
      INVALID_SERVICE_IN_ACTION ERROR Which services there are.
      INVALID_SERVICE_CONDITION_KEY ERROR Which condition keys a service has.
      UNSUPPORTED_ACTION_FOR_CONDITION_KEY ERROR Which condition keys an action has.
      UNSUPPORTED_RESOURCE_ARN_IN_POLICY ERROR Which types of resources a service's policies are about.
      DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE SECURITY_WARNING Which services know their resources' tags.
      DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE SECURITY_WARNING Which services know their resources' tags.
      ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE SUGGESTION Which services know their resources' tags.
      ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE SUGGESTION Which services know their resources' tags.
      """;

  private static final String OBSOLETE =
      """
      SCP_SYNTAX_ERROR_ACTION_WILDCARD ERROR Since September 2025 a wildcard may be anywhere in an action.
      SCP_SYNTAX_ERROR_ALLOW_CONDITION ERROR Since September 2025 an Allow may have conditions.
      SCP_SYNTAX_ERROR_ALLOW_NOTACTION ERROR Since September 2025 an Allow may have NotAction.
      SCP_SYNTAX_ERROR_ALLOW_RESOURCE ERROR Since September 2025 an Allow may name resources.
      SCP_SYNTAX_ERROR_NOTRESOURCE ERROR Since September 2025 NotResource is allowed.
      """;

  public static final List<Check> ALL =
      Stream.of(
              Rules.ALL.stream()
                  .map(rule ->
                      new Check(rule.code(), rule.severity(), Status.CHECKED, rule.summary())),
              REFUSED.lines().map(Checks::refused),
              NEEDS_CATALOGUE.lines().map(line -> unchecked(line, Status.NEEDS_CATALOGUE)),
              OBSOLETE.lines().map(line -> unchecked(line, Status.OBSOLETE)))
          .flatMap(Function.identity())
          .toList();

  private static final Map<String, Check> BY_CODE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Check::code, Function.identity()));

  private Checks() {}

  private static Check refused(String line) {
    String[] parts = line.split(" ", 2);
    return new Check(parts[0], Severity.ERROR, Status.REFUSED, parts[1]);
  }

  private static Check unchecked(String line, Status status) {
    String[] parts = line.split(" ", 3);
    return new Check(parts[0], Severity.valueOf(parts[1]), status, parts[2]);
  }

  /** What is known of a code. */
  public static Optional<Check> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
