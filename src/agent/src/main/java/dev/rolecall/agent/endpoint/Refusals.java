package dev.rolecall.agent.endpoint;

/** Takes what was refused. Never blocks. */
@FunctionalInterface
public interface Refusals {
  void refused(Refusal refusal);
}
