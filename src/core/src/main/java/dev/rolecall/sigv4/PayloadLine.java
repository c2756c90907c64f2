package dev.rolecall.sigv4;

import dev.rolecall.sigv4.PresentedSignature.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last line of a canonical request ("Authenticating Requests: Using the Authorization Header",
 * S3 API Reference).
 *
 * @param payload what the signature says of the body if it covers this line
 */
record PayloadLine(String text, SignedPayload payload) {
  private static final String STATED = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String STREAMING = "STREAMING-";
  private static final String STREAMING_UNSIGNED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String TRAILER = "-TRAILER";
  private static final String EMPTY_HASH = Digests.hexSha256(new byte[0]);

  /** Whether the chunks are followed by headers that are signed as well. */
  boolean hasSignedTrailer() {
    return text.endsWith(TRAILER);
  }

  /**
   * The lines that the signer may have hashed: where the request states none, S3 leaves it open.
   */
  static List<PayloadLine> candidates(
      ReceivedRequest request, PresentedSignature presented, Canonicalization form)
      throws RefusedException {
    Optional<String> stated = stated(request, presented.place());
    if (stated.isPresent() && isForm(stated.get())) {
      return List.of(ofForm(stated.get(), presented));
    }
    List<PayloadLine> lines = new ArrayList<>();
    if (stated.isEmpty() && presented.place() == Place.QUERY && form.presignsWithoutPayload()) {
      lines.add(new PayloadLine(UNSIGNED, new SignedPayload.Unsigned()));
    }
    switch (request.body()) {
      case RequestBody.Whole(var bytes) -> {
        // What the request states is not believed, it only tells a body that was changed.
        PayloadLine whole = new PayloadLine(hash(bytes), new SignedPayload.Whole());
        lines.add(whole);
        stated
            .filter(hash -> !hash.equals(whole.text()) && Forms.isHash(hash))
            .map(PayloadLine::ofHash)
            .ifPresent(lines::add);
      }
      case RequestBody.Elsewhere elsewhere -> lines.add(hashed(stated));
      case RequestBody.Chunks chunks -> lines.add(hashed(stated));
    }
    return lines;
  }

  private static Optional<String> stated(ReceivedRequest request, Place place) {
    Optional<String> header = request.headers().first(STATED);
    return place == Place.HEADER
        ? header
        : header.or(() -> request.query().first("X-Amz-Content-Sha256"));
  }

  private static boolean isForm(String stated) {
    return stated.equals(UNSIGNED) || stated.startsWith(STREAMING);
  }

  private static PayloadLine ofForm(String stated, PresentedSignature presented)
      throws RefusedException {
    if (stated.equals(UNSIGNED) || stated.equals(STREAMING_UNSIGNED)) {
      return new PayloadLine(stated, new SignedPayload.Unsigned());
    }
    String signedChunks = STREAMING + presented.algorithm() + "-PAYLOAD";
    if (stated.equals(signedChunks) || stated.equals(signedChunks + TRAILER)) {
      return new PayloadLine(stated, new SignedPayload.Chunked(presented.signature(), false));
    }
    throw unknown();
  }

  private static PayloadLine hashed(Optional<String> stated) throws RefusedException {
    String hash = stated.orElse(EMPTY_HASH);
    if (!Forms.isHash(hash)) {
      throw unknown();
    }
    return ofHash(hash);
  }

  private static String hash(byte[] body) {
    return body.length == 0 ? EMPTY_HASH : Digests.hexSha256(body);
  }

  private static PayloadLine ofHash(String hash) {
    return new PayloadLine(hash, new SignedPayload.Hashed(hash));
  }

  private static RefusedException unknown() {
    return new RefusedException(
        SignatureRefusal.SIGNATURE_DOES_NOT_MATCH,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING form of the signature's"
            + " algorithm, or a SHA-256 as 64 lower-case hex digits");
  }
}
