package dev.rolecall.sigv4;

import dev.rolecall.sigv4.PresentedSignature.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The canonical request: what a signer hashes, made again from what arrived.
 *
 * @param payload its last line
 */
record CanonicalRequest(String text, PayloadLine payload) {
  /** The headers of most requests beside a session's token, in characters. */
  private static final int MOST_HAVE = 512;

  private static final String SIGNATURE = "X-Amz-Signature";
  private static final String SESSION_TOKEN = "X-Amz-Security-Token";

  /**
   * Those that the signer may have hashed: one, or more where a security token in the query may
   * have been signed or added after signing, or S3's payload hashed or not.
   */
  static List<CanonicalRequest> candidates(
      ReceivedRequest request, PresentedSignature presented, Canonicalization form)
      throws RefusedException {
    String head = request.method() + "\n" + form.path(request.path()) + "\n";
    String middle = headers(request.headers(), presented);
    List<PayloadLine> payloads = PayloadLine.candidates(request, presented, form);
    List<CanonicalRequest> candidates = new ArrayList<>();
    for (String query : queries(request.query(), presented)) {
      for (PayloadLine payload : payloads) {
        candidates.add(new CanonicalRequest(head + query + middle + payload.text(), payload));
      }
    }
    return candidates;
  }

  private static List<String> queries(QueryParameters query, PresentedSignature presented) {
    String signed = query.canonicalWithout(Set.of(SIGNATURE));
    if (presented.place() == Place.HEADER || presented.sessionToken().isEmpty()) {
      return List.of(signed);
    }
    return List.of(signed, query.canonicalWithout(Set.of(SIGNATURE, SESSION_TOKEN)));
  }

  /** From the end of the query to the beginning of the payload. */
  private static String headers(RequestHeaders headers, PresentedSignature presented)
      throws RefusedException {
    StringBuilder text =
        new StringBuilder(MOST_HAVE + presented.sessionToken().length()).append('\n');
    for (String name : presented.signedHeaders()) {
      Optional<String> value = headers.canonical(name);
      if (name.equals("host")) {
        value = value.or(() -> headers.canonical(":authority"));
      } else if (name.equals(":authority")) {
        value = value.or(() -> headers.canonical("host"));
      }
      if (value.isEmpty()) {
        // Not the same as a header that is there and empty: that would let one be taken away.
        throw new RefusedException(
            SignatureRefusal.SIGNATURE_DOES_NOT_MATCH, SignatureVerifier.MISMATCH);
      }
      text.append(name).append(':').append(value.get()).append('\n');
    }
    text.append('\n');
    String separator = "";
    for (String name : presented.signedHeaders()) {
      text.append(separator).append(name);
      separator = ";";
    }
    return text.append('\n').toString();
  }
}
