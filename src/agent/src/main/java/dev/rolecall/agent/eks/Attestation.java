package dev.rolecall.agent.eks;

import dev.rolecall.agent.credentials.CredentialRequest;
import dev.rolecall.agent.process.Membership;

/** Whose credentials a connection and a token are good for together. */
sealed interface Attestation {
  record Attested(CredentialRequest.ByToken request) implements Attestation {}

  /** The token's pod is on the host's network, as is whoever asks: it must be of that pod. */
  record IfOfPod(CredentialRequest.ByToken request) implements Attestation {}

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

  /** With what is known of the process that asks. */
  static Attestation of(Membership process, CredentialRequest.ByToken asked) {
    return switch (process) {
      case Membership.Member member -> new Attested(asked);
      case Membership.Foreign(var reason) -> Refused.foreign(reason);
      case Membership.NotNow(var reason) -> new NotYet(reason);
    };
  }

  /** Not now: what it depends on may be known in a moment. */
  record NotYet(String reason) implements Attestation {}
}
