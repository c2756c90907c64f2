package dev.rolecall.agent.credentials;

/** A way to credentials that carries no token: the agent vouches for the connection's pod. */
public enum Way {
  IMDS("imds"),
  ECS("ecs");

  private final String value;

  Way(String value) {
    this.value = value;
  }

  /** As sts is told it. */
  public String value() {
    return value;
  }
}
