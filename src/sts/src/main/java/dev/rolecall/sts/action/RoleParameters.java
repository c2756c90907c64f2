package dev.rolecall.sts.action;

import dev.rolecall.session.SessionIssuer;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the parameters of all ways to assume a role have in common (STS API reference). */
final class RoleParameters {
  static final TextLimits ARN =
      new TextLimits(
          20,
          2048,
          Pattern.compile(
              "[\\t\\n\\r -~\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]+"),
          "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD"
              + "\\u10000-\\u10FFFF]+");

  /** Of names of sessions, and of source identities. */
  static final TextLimits NAME =
      new TextLimits(2, 64, Pattern.compile("[A-Za-z0-9_+=,.@-]*"), "[\\w+=,.@-]*");

  static final TextLimits POLICY =
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

  private RoleParameters() {}

  /** {@code MinimumSessionTokenSize}: how many bytes the session token shall have at least. */
  static int minimumTokenBytes(Parameters parameters, Violations violations) throws QueryException {
    int bytes = parameters.integer("MinimumSessionTokenSize").orElse(0);
    violations.checkRange("minimumSessionTokenSize", bytes, 0, SessionIssuer.MAX_TOKEN_BYTES);
    return bytes;
  }

  /** {@code DurationSeconds}. */
  static int duration(Parameters parameters, Violations violations) throws QueryException {
    int duration = parameters.integer("DurationSeconds").orElse(DEFAULT_DURATION);
    violations.checkRange("durationSeconds", duration, SHORTEST, LONGEST);
    return duration;
  }

  static List<String> policyArns(Parameters parameters, Violations violations)
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

  /** The text where it has an ARN's form, once it was checked by its limits. */
  static String arn(String text) throws QueryException {
    if (!ARN_FORM.matcher(text).matches()) {
      throw new QueryException(QueryError.validation(text + " is invalid"));
    }
    return text;
  }

  /** A required parameter, once it was checked. */
  static String valid(@Nullable String checked) {
    if (checked == null) {
      throw new IllegalStateException("a required parameter was not checked");
    }
    return checked;
  }
}
