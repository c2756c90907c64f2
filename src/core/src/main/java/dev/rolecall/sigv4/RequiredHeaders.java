package dev.rolecall.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which headers a signature must cover. */
final class RequiredHeaders {
  private static final String HOST = "host";
  private static final String AUTHORITY = ":authority";

  /** They shape the signature in another way, or may be added after signing. */
  private static final Set<String> MAY_BE_UNSIGNED =
      Set.of("x-amz-date", "x-amz-content-sha256", "x-amz-security-token");

  private RequiredHeaders() {}

  static void require(RequestHeaders headers, PresentedSignature presented)
      throws RefusedException {
    if (!presented.signs(HOST) && !presented.signs(AUTHORITY)) {
      throw notSigned("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    requireOneHost(headers);
    List<String> unsigned = new ArrayList<>(0);
    for (String name : headers.names()) {
      if (name.startsWith("x-amz-") && !presented.signs(name) && !MAY_BE_UNSIGNED.contains(name)) {
        unsigned.add(name);
      }
    }
    if (!unsigned.isEmpty()) {
      // Such a header can name the operation (X-Amz-Target): unsigned, anyone could change it.
      throw notSigned(
          "There were headers present in the request which were not signed: "
              + Quoted.text(String.join(", ", unsigned)));
    }
  }

  /** Else one of two that differ would be signed and the other obeyed (RFC 9113, section 8.3.1). */
  private static void requireOneHost(RequestHeaders headers) throws RefusedException {
    Optional<String> host = headers.canonical(HOST);
    Optional<String> authority = headers.canonical(AUTHORITY);
    if (host.isPresent() && authority.isPresent() && !host.equals(authority)) {
      throw notSigned("'Host' and ':authority' differ.");
    }
  }

  private static RefusedException notSigned(String detail) {
    return new RefusedException(SignatureRefusal.HEADER_NOT_SIGNED, detail);
  }
}
