package dev.rolecall.sigv4;

/**
 * The texts that are signed: of a request, and of the chunks and the trailer of a body that is
 * signed piece by piece ("Signature Calculations for the Authorization Header: Transferring Payload
 * in Multiple Chunks" and "Including Trailing Headers", S3 API Reference).
 *
 * @param scope the credential's without the access key id
 */
record StringToSign(SigningAlgorithm algorithm, String signedAt, String scope) {
  private static final String EMPTY = Digests.hexSha256(new byte[0]);

  String request(String canonicalRequest) {
    String hash = Digests.hexSha256(PercentEncoding.wireBytes(canonicalRequest));
    return String.join("\n", algorithm.toString(), signedAt, scope, hash);
  }

  /**
   * @param previous the signature of the chunk before, or of the request
   * @param sha256 of the chunk, in hex
   */
  String chunk(String previous, String sha256) {
    return String.join("\n", algorithm + "-PAYLOAD", signedAt, scope, previous, EMPTY, sha256);
  }

  /**
   * @param previous the signature of the last, empty chunk
   * @param sha256 of the trailer's canonical lines, in hex
   */
  String trailer(String previous, String sha256) {
    return String.join("\n", algorithm + "-TRAILER", signedAt, scope, previous, sha256);
  }
}
