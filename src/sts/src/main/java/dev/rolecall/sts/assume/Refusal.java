package dev.rolecall.sts.assume;

import dev.rolecall.sts.denial.Denial;
import dev.rolecall.sts.limit.Share;
import java.util.Optional;

/**
 * Why somebody got nothing.
 *
 * @param message for the caller, where the wire has no fixed words: no more than AWS would tell
 * @param denial what policies denied, where the caller has an account whose administrators may know
 * @param reason the true reason in a sentence: for the audit event and the pod's Events
 */
public record Refusal(Kind kind, String message, Optional<Denial> denial, String reason) {
  /** One without a denial to decode. */
  public Refusal(Kind kind, String message, String reason) {
    this(kind, message, Optional.empty(), reason);
  }

  /** What sort of refusal it is; each wire has a code for each. */
  public enum Kind {
    /** The token cannot be accepted, whoever looks at it. */
    INVALID_TOKEN,
    EXPIRED_TOKEN,
    /** The issuer's keys cannot be had now; a retry may succeed. */
    KEYS_UNAVAILABLE,
    /** The pod is not known here yet; a retry may succeed. */
    NOT_KNOWN_YET,
    /** No such role, no trust, not this pod, not this node: the caller cannot tell which. */
    NOT_AUTHORIZED,
    /** A parameter that only makes no sense together with the role. */
    INVALID_PARAMETER,
    DURATION_TOO_LONG,
    MALFORMED_POLICY,
    SESSION_TOO_LARGE,
    /** Whoever asks, asks too often; a retry may succeed. */
    THROTTLED,
    /** A pod's token came from an agent that did not prove who it is. */
    AGENT_NOT_AUTHENTICATED,
    NO_SUCH_CLUSTER
  }

  /** Somebody who proved who he is asks too often. */
  public static Refusal throttled(Share spent) {
    return of(Kind.THROTTLED, "too many calls of " + spent);
  }

  /** One that the caller learns nothing of but its kind. */
  public static Refusal of(Kind kind, String reason) {
    return new Refusal(kind, "", reason);
  }

  /** One whose reason is the caller's to know. */
  public static Refusal told(Kind kind, String message) {
    return new Refusal(kind, message, message);
  }
}
