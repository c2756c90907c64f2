package dev.rolecall.agent.caller;

import java.util.concurrent.CompletionStage;

/** Holds connections that are not known yet until they are, for a moment. */
public final class HeldCallers implements SettledCallers {
  private final Callers callers;
  private final Holding holding;

  public HeldCallers(Callers callers, Holding holding) {
    this.callers = callers;
    this.holding = holding;
  }

  @Override
  public CompletionStage<Caller> of(Connection connection) {
    return holding.until(
        () -> callers.of(connection), Caller.NotYet.class::isInstance, connection.source());
  }
}
