package dev.rolecall.sts.authorize.mapping;

import java.util.Set;

/** Parameters {@code X-Amz-...} of presigned requests that do nothing but sign. */
final class SigningParameters {
  private static final Set<String> KNOWN =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-content-sha256",
          "x-amz-region-set",
          "x-amz-sdk-checksum-algorithm",
          "x-amz-checksum-mode");
  private static final String CHECKSUM = "x-amz-checksum-";

  private SigningParameters() {}

  /**
   * @throws UnmappedException for others: S3 takes headers from there too, as {@code x-amz-acl}
   */
  static void require(RequestQuery query) throws UnmappedException {
    for (String name : query.signingNames()) {
      if (!KNOWN.contains(name) && !name.startsWith(CHECKSUM)) {
        throw new UnmappedException("the query parameter " + name + " is not known");
      }
    }
  }
}
