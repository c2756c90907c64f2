package dev.rolecall.agent.imds;

import dev.rolecall.agent.endpoint.RequestPath;
import dev.rolecall.identity.RoleArn;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path of the metadata service leads to. The list is the whole of it: a path that is not on
 * it letter for letter leads nowhere.
 */
sealed interface ImdsRoute {
  /** {@code PUT api/token}. */
  record Token() implements ImdsRoute {}

  /** The name of the role. */
  record RoleName() implements ImdsRoute {}

  /**
   * @param role the name that was asked for, which must be the pod's own
   */
  record RoleCredentials(String role) implements ImdsRoute {}

  /** {@code iam/info}. */
  record ProfileInfo() implements ImdsRoute {}

  /** What is known of the instance. */
  enum Fact implements ImdsRoute {
    AVAILABILITY_ZONE,
    REGION,
    INSTANCE_ID,
    IDENTITY_DOCUMENT
  }

  /** Not on the list. */
  record Nothing() implements ImdsRoute {}

  /** A version, which SDKs send as it pleases them, and what follows. */
  Pattern VERSIONED = Pattern.compile("/(?:latest|1\\.0|\\d{4}-\\d{2}-\\d{2})(/.*)");

  String CREDENTIALS = "/meta-data/iam/security-credentials/";

  /** With and without a slash where SDKs send both: a redirect breaks them. */
  Map<String, ImdsRoute> FIXED =
      Map.of(
          "/api/token",
          new Token(),
          CREDENTIALS,
          new RoleName(),
          "/meta-data/iam/security-credentials",
          new RoleName(),
          "/meta-data/iam/info",
          new ProfileInfo(),
          "/meta-data/placement/availability-zone",
          Fact.AVAILABILITY_ZONE,
          "/meta-data/placement/availability-zone/",
          Fact.AVAILABILITY_ZONE,
          "/meta-data/placement/region",
          Fact.REGION,
          "/meta-data/instance-id",
          Fact.INSTANCE_ID,
          "/dynamic/instance-identity/document",
          Fact.IDENTITY_DOCUMENT);

  /**
   * @param target as on the request line
   */
  static ImdsRoute of(String target) {
    return RequestPath.decoded(target)
        .map(VERSIONED::matcher)
        .filter(Matcher::matches)
        .map(path -> unversioned(path.group(1)))
        .orElseGet(Nothing::new);
  }

  private static ImdsRoute unversioned(String path) {
    ImdsRoute fixed = FIXED.get(path);
    if (fixed != null) {
      return fixed;
    }
    if (path.startsWith(CREDENTIALS)) {
      String role = path.substring(CREDENTIALS.length());
      if (RoleArn.NAME.matcher(role).matches()) {
        return new RoleCredentials(role);
      }
    }
    return new Nothing();
  }
}
