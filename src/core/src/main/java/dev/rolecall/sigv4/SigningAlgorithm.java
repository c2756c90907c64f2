package dev.rolecall.sigv4;

import java.util.List;
import java.util.Optional;

/** The two ways to sign; they differ in their key, their scope and their regions. */
enum SigningAlgorithm {
  /** Signature Version 4. */
  HMAC("AWS4-HMAC-SHA256"),
  /** Signature Version 4A. */
  ECDSA("AWS4-ECDSA-P256-SHA256");

  private static final List<SigningAlgorithm> ALL = List.of(values());

  private final String text;

  SigningAlgorithm(String text) {
    this.text = text;
  }

  static Optional<SigningAlgorithm> of(String text) {
    for (SigningAlgorithm algorithm : ALL) {
      if (algorithm.text.equals(text)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** As it stands in a request. */
  @Override
  public String toString() {
    return text;
  }
}
