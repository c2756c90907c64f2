package dev.rolecall.outbound;

import java.time.Instant;

/** What a key of identity tokens is used for; every key is published. */
public sealed interface TokenKeyUse {
  String id();

  TokenAlgorithm algorithm();

  /** When it was made. */
  Instant created();

  /** New tokens of its algorithm are signed with it. */
  record Signs(String id, TokenAlgorithm algorithm, Instant created) implements TokenKeyUse {}

  /**
   * New tokens will be signed with it.
   *
   * @param from when whoever verifies is sure to know it
   */
  record WillSign(String id, TokenAlgorithm algorithm, Instant created, Instant from)
      implements TokenKeyUse {}

  /**
   * It was replaced.
   *
   * @param until when no token of it can be good any more
   */
  record Published(String id, TokenAlgorithm algorithm, Instant created, Instant until)
      implements TokenKeyUse {}
}
