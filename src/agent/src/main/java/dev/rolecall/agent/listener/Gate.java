package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Callers;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.credentials.Timers;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.agent.endpoint.Refusals;
import java.util.Optional;

/**
 * What all listeners of a node have in common: who comes in, how much each may have, and where
 * refusals and answers are told.
 */
public record Gate(
    Arrivals arrivals,
    Callers callers,
    PodShares shares,
    Refusals refusals,
    ResponseCounter responses,
    Timers timers) {
  private static final String HOST = "host";

  /** What of a caller tells it apart from others. */
  static String who(Caller caller, Connection connection) {
    return switch (caller) {
      case Caller.Pod(var pod) -> pod.pod().uid();
      case Caller.Host host -> HOST;
      case Caller.NotYet late -> connection.source().getHostAddress();
      case Caller.Stranger stranger -> connection.source().getHostAddress();
    };
  }

  void refused(String endpoint, Connection connection, String code, String reason) {
    refusals.refused(new Refusal(endpoint, connection, Optional.empty(), code, reason));
  }
}
