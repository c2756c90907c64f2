package dev.rolecall.sigv4;

/** What became of a request's signature. */
public sealed interface SignatureResult {
  /**
   * @param region the scope's region
   * @param service the scope's service
   */
  record Valid(String accessKeyId, String region, String service) implements SignatureResult {}

  /**
   * @param detail AWS's words for the reason, without anything secret
   */
  record Refused(SignatureRefusal reason, String detail) implements SignatureResult {}
}
