package dev.rolecall.agent.eks;

import dev.rolecall.agent.credentials.CredentialRequest;

/** Whose credentials a connection and a token are good for together. */
sealed interface Attestation {
  record Attested(CredentialRequest.ByToken request) implements Attestation {}

  /**
   * @param reason the true one, for the audit event; the caller is told the message
   */
  record Refused(int status, String code, String message, String reason) implements Attestation {
    static Refused token(String code, String message, String reason) {
      return new Refused(401, code, message, reason);
    }

    /** Nobody learns what another pod is or may. */
    static Refused foreign(String reason) {
      return new Refused(
          403, "AccessDeniedException", "The token is not this connection's pod's.", reason);
    }
  }

  /** Not now: what it depends on may be known in a moment. */
  record NotYet(String reason) implements Attestation {}
}
