package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.http.HeadRoom;
import dev.rolecall.limit.OpenConnections;

/**
 * Room for connections, where callers that are nobody have a part of their own: those may come from
 * as many addresses as they like, so that no share of one address is fair.
 *
 * @param known for pods and processes of the host
 * @param nobodies for everybody else, and pods that are a moment old
 * @param headsOfKnown for what those send
 * @param headsOfNobodies for what these send
 */
public record ConnectionRoom<C>(
    OpenConnections<C> known,
    OpenConnections<C> nobodies,
    HeadRoom headsOfKnown,
    HeadRoom headsOfNobodies) {
  private static final int OF_ALL = 1_024;
  private static final int OF_NOBODIES = 256;
  private static final int OF_ONE_NOBODY = 16;

  private static final long HEADS = 2L << 20;

  /** A request with a token; of 250 pods they come to less than three MiB. */
  private static final long HEADS_OF_ONE = 12L << 10;

  private static final long HEADS_OF_NOBODIES = 512L << 10;

  /**
   * @param ofOne open at a time of one pod
   */
  public static <C> ConnectionRoom<C> with(int ofOne) {
    return new ConnectionRoom<>(
        new OpenConnections<>(Math.max(OF_ALL, ofOne), ofOne),
        new OpenConnections<>(OF_NOBODIES, Math.min(OF_ONE_NOBODY, ofOne)),
        new HeadRoom(HEADS, HEADS_OF_ONE),
        new HeadRoom(HEADS_OF_NOBODIES, 0));
  }

  OpenConnections<C> of(Caller caller) {
    return switch (caller) {
      case Caller.Pod pod -> known;
      case Caller.Host host -> known;
      case Caller.NotYet late -> nobodies;
      case Caller.Stranger stranger -> nobodies;
    };
  }

  HeadRoom headsOf(Caller caller) {
    return of(caller) == known ? headsOfKnown : headsOfNobodies;
  }
}
