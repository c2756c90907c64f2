package dev.rolecall.sigv4;

import java.time.Instant;
import java.util.Optional;

/** Until when a request may be sent with the signature that it has. */
public final class SignatureEnd {
  private SignatureEnd() {}

  /**
   * The end of a signature's life, whether or not it is right; empty where there is no readable
   * one.
   */
  public static Optional<Instant> of(SignedRequest request, Scope scope) {
    try {
      SigningTime time = SigningTime.of(SignatureReader.read(ReceivedRequest.read(request, scope)));
      return Optional.of(time.at().plus(time.validity()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }
}
