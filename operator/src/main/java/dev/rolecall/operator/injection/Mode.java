package dev.rolecall.operator.injection;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a pod gets its credentials. */
public enum Mode {
  /** Container credentials from the node's agent. */
  NODE("node"),
  /** Container credentials from an agent beside the workload. */
  SIDECAR("sidecar"),
  /** A projected token that the SDK itself takes to STS (the IRSA wire). */
  WEB_IDENTITY("web-identity"),
  /** The ECS wire of the node's agent: no token, the connection is what tells who asks. */
  ECS("ecs");

  /** The pod annotation that chooses. */
  public static final String ANNOTATION = "rolecall.dev/mode";

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** The mode of this word; empty where there is none. */
  public static Optional<Mode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }

  /** Every word, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(Mode::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return word;
  }
}
