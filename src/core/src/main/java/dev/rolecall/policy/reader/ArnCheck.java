package dev.rolecall.policy.reader;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Parts of a resource's ARN that no ARN has, so that the resource would match nothing (IAM User
 * Guide, "IAM ARNs"). Parts with wildcards may match one. Of a short ARN the parts are not known.
 */
final class ArnCheck {
  private static final Pattern PARTITION = Pattern.compile("aws[a-z-]{0,30}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|aws|");
  private static final int SEGMENTS = 6;

  private final Node node;
  private final String arn;
  private final List<String> segments;

  ArnCheck(Node node, String arn) {
    this.node = node;
    this.arn = arn;
    this.segments = List.of(arn.split(":", SEGMENTS));
  }

  void check() {
    if (segments.size() == SEGMENTS) {
      checkParts();
    }
  }

  private void checkParts() {
    if (isGiven(1) && !PARTITION.matcher(segments.get(1)).matches()) {
      refuse(
          "INVALID_PARTITION",
          "has no partition '" + segments.get(1) + "'; write aws, aws-cn or another of AWS's");
    }
    if (isGiven(2) && segments.get(2).isEmpty()) {
      refuse("MISSING_ARN_FIELD", "names no service; write arn:aws:service:region:account:id");
    }
    if (isGiven(2) && segments.get(2).chars().anyMatch(unit -> unit >= 'A' && unit <= 'Z')) {
      refuse("INVALID_ARN_SERVICE_CASE", "must have its service in lower case");
    }
    if (isGiven(4) && !ACCOUNT.matcher(segments.get(4)).matches()) {
      refuse(
          "INVALID_ARN_ACCOUNT",
          "has no account id of 12 digits in its fifth part, but '" + segments.get(4) + "'");
    }
    if (isGiven(5) && segments.get(5).isEmpty()) {
      refuse("INVALID_ARN_RESOURCE", "ends before it names a resource; write '*' for any");
    }
  }

  private boolean isGiven(int segment) {
    return segments.get(segment).chars().noneMatch(unit -> unit == '*' || unit == '?');
  }

  private void refuse(String code, String why) {
    node.problem(code, "Resource '" + arn + "' " + why + ".");
  }
}
