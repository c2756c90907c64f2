package dev.rolecall.sigv4;

/** What became of a request's signature. */
public sealed interface SignatureResult {
  /**
   * @param regions that the signature is good for
   * @param service the scope's service
   * @param payload what the signature says of the body
   */
  record Valid(String accessKeyId, RegionSet regions, String service, SignedPayload payload)
      implements SignatureResult {}

  /**
   * @param detail AWS's words for the reason, without anything secret
   */
  record Refused(SignatureRefusal reason, String detail) implements SignatureResult {}
}
