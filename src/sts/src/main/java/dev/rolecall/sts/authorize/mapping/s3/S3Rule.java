package dev.rolecall.sts.authorize.mapping.s3;

import java.util.List;
import java.util.Set;

/**
 * What requests with these parameters need.
 *
 * @param parameters that pick the operation: these, and no others that mean something
 * @param ofVersion actions in their place where the request names a version; empty where it cannot
 */
record S3Rule(
    Class<? extends S3Target> target,
    Set<String> methods,
    Set<String> parameters,
    List<String> actions,
    List<String> ofVersion) {
  static final String VERSION = "versionId";

  boolean fits(S3Target given, String method, Set<String> names) {
    return target.isInstance(given) && methods.contains(method) && names.equals(parameters);
  }
}
