package dev.rolecall.sts.authorize;

import dev.rolecall.session.Session;
import dev.rolecall.sigv4.SignatureEnd;
import dev.rolecall.sigv4.SignedPayload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long an Allow remains the answer to the very same question, revocations aside. */
final class AnswerLife {
  private final Clock clock;

  AnswerLife(Clock clock) {
    this.clock = clock;
  }

  /**
   * Until the session or the signature ends; not at all where chunks remain to be verified or a
   * policy asks the time.
   */
  Duration of(Question question, Session caller, SignedPayload payload, boolean asksTheTime) {
    if (asksTheTime || payload instanceof SignedPayload.Chunked) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    Instant signed = SignatureEnd.of(question.request(), question.scope()).orElse(now);
    Instant end = signed.isBefore(caller.expiresAt()) ? signed : caller.expiresAt();
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }
}
