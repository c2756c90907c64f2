package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.limit.OpenConnections;

/**
 * Room for connections, where callers that are nobody have a part of their own: those may come from
 * as many addresses as they like, so that no share of one address is fair.
 *
 * @param known for pods and processes of the host
 * @param nobodies for everybody else, and pods that are a moment old
 */
public record ConnectionRoom<C>(OpenConnections<C> known, OpenConnections<C> nobodies) {
  private static final int OF_ALL = 1_024;
  private static final int OF_NOBODIES = 256;
  private static final int OF_ONE_NOBODY = 16;

  /**
   * @param ofOne open at a time of one pod
   */
  public static <C> ConnectionRoom<C> with(int ofOne) {
    return new ConnectionRoom<>(
        new OpenConnections<>(Math.max(OF_ALL, ofOne), ofOne),
        new OpenConnections<>(OF_NOBODIES, Math.min(OF_ONE_NOBODY, ofOne)));
  }

  OpenConnections<C> of(Caller caller) {
    return switch (caller) {
      case Caller.Pod pod -> known;
      case Caller.Host host -> known;
      case Caller.NotYet late -> nobodies;
      case Caller.Stranger stranger -> nobodies;
    };
  }
}
